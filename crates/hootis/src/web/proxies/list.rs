//! The addresses of Cloudflare's machines.

use std::path::Path;

use hootis_dolibarr::IpRange;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

/// The list that comes with the program.
const SHIPPED: &str = include_str!("cloudflare.json");

/// Where a newer one is kept, in the data folder.
pub const FILE: &str = "cloudflare.json";

/// The widest range that is believed: a longer one is a mistake, and would let anybody say who they are.
const WIDEST: (u8, u8) = (8, 16);

/// Cloudflare's machines, as it published them on a day.
#[derive(Clone, Debug)]
pub struct CloudflareList {
    /// The day, `2026-11-22`.
    pub date: String,
    pub ranges: Vec<IpRange>,
}

/// As it is written.
#[derive(Serialize, Deserialize)]
struct Written {
    date: String,
    ipv4_cidrs: Vec<String>,
    ipv6_cidrs: Vec<String>,
}

/// As Cloudflare answers.
#[derive(Deserialize)]
struct Answer {
    success: bool,
    result: Ranges,
}

#[derive(Deserialize)]
struct Ranges {
    ipv4_cidrs: Vec<String>,
    ipv6_cidrs: Vec<String>,
}

impl CloudflareList {
    /// The list of a data folder, or the one that came with the program.
    ///
    /// # Errors
    /// When the folder has one that cannot be read: a list that silently became another would let others in.
    pub fn of(data: &Path) -> Result<Self> {
        match std::fs::read_to_string(data.join(FILE)) {
            Ok(text) => Self::read(&text),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Self::read(SHIPPED),
            Err(error) => Err(error.into()),
        }
    }

    fn read(text: &str) -> Result<Self> {
        let written: Written = serde_json::from_str(text).map_err(|_| Error::Bad(format!("{FILE} is no list of Cloudflare's addresses").into()))?;
        Ok(Self { date: written.date, ranges: ranges(&written.ipv4_cidrs, &written.ipv6_cidrs)? })
    }

    /// What Cloudflare answers when it is asked, as it is kept in a data folder from that day on.
    ///
    /// # Errors
    /// When it is no list.
    pub fn from_answer(answer: &[u8], date: String) -> Result<(Self, String)> {
        let answer: Answer = serde_json::from_slice(answer).map_err(|_| Error::Bad("what Cloudflare answered is no list".into()))?;
        if !answer.success {
            return Err(Error::Bad("Cloudflare did not give its list".into()));
        }
        let written = Written { date, ipv4_cidrs: answer.result.ipv4_cidrs, ipv6_cidrs: answer.result.ipv6_cidrs };
        let text = serde_json::to_string_pretty(&written).map_err(Error::internal)?;
        Ok((Self::read(&text)?, text))
    }
}

/// Both versions must be there, and none may be so wide that it can only be a mistake.
fn ranges(v4: &[String], v6: &[String]) -> Result<Vec<IpRange>> {
    let bad = || Error::Bad("a list of Cloudflare's addresses that is empty, or that holds something else".into());
    if v4.is_empty() || v6.is_empty() {
        return Err(bad());
    }
    let read = |texts: &[String], is_v4: bool, widest: u8| -> Result<Vec<IpRange>> {
        let parsed = texts.iter().map(|text| text.parse::<IpRange>().ok().filter(|range| range.is_v4() == is_v4 && range.bits() >= widest));
        parsed.map(|range| range.ok_or_else(bad)).collect()
    };
    let mut all = read(v4, true, WIDEST.0)?;
    all.extend(read(v6, false, WIDEST.1)?);
    Ok(all)
}
