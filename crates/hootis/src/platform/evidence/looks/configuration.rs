//! The configuration in force: who carries for the operator, and who is believed.

use hootis_policy::processors::check_carriers;

use super::{Eyes, Finding};
use crate::error::Result;
use crate::outgoing::is_this_machine;
use crate::platform::evidence::figure::Figure;

/// T3: a visitor's address is read only from a machine that is believed: what strangers write into the headers that
/// proxies use is asked of the configuration in force.
pub(in super::super) async fn t3(eyes: &Eyes) -> Result<Finding> {
    // Addresses that documentation alone uses: nobody's proxy is among them.
    let strangers = ["192.0.2.7", "198.51.100.7", "203.0.113.7", "2001:db8::7"];
    let proxies = eyes.app.proxies();
    let believed = strangers.into_iter().find(|text| text.parse().is_ok_and(|stranger| proxies.takes_at_its_word(stranger)));
    Ok(match believed {
        Some(stranger) => Finding::bad(Figure::new("evidence-t3-believed").name("stranger", stranger)),
        None if proxies.is_empty() => Finding::good(Figure::new("evidence-t3-alone")),
        None => Finding::good(Figure::new("evidence-t3").len("n", strangers.len())),
    })
}

/// T6: every carrier in use is named, whole.
pub(in super::super) async fn t6(eyes: &Eyes) -> Result<Finding> {
    let (carriers, dev) = (&eyes.app.declared().carriers, eyes.app.site().dev);
    // The relay of development is a program on this very machine: nobody carries anything.
    let relay = eyes.app.transport().relay().filter(|host| !(dev && is_this_machine(host)));
    Ok(match check_carriers(carriers, relay) {
        Ok(()) if dev => Finding::good(Figure::new("evidence-t6-dev").len("n", carriers.len())),
        Ok(()) => Finding::good(Figure::new("evidence-t6").len("n", carriers.len())),
        Err(why) => Finding::bad(Figure::new("evidence-t6-missing").name("why", &why)),
    })
}
