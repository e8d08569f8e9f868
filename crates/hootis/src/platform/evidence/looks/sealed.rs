//! Credentials of a Dolibarr, and dumps of one: sealed, agreed to, and gone at their time.

use std::path::Path;
use std::time::UNIX_EPOCH;

use hootis_policy::retention;

use super::{Eyes, Finding};
use crate::clock::Now;
use crate::error::{Error, Result};
use crate::platform::evidence::figure::Figure;
use crate::platform::evidence::queries::looked;

/// C5: what opens a Dolibarr is sealed and was agreed to, and no dump is there past its time.
pub(in super::super) async fn c5(eyes: &Eyes) -> Result<Finding> {
    let (mut sealed, mut clear, mut unasked, mut late, mut left) = (0, 0, 0, 0, 0);
    let before = eyes.now.before(retention::UPLOAD).before(retention::LATE);
    for id in eyes.spaces().await? {
        let Some(space) = eyes.open(id).await? else { continue };
        let (values, wrong) = looked::versioned_bytes(&space, "import_source", "sealed_url", 41, i64::from(i32::MAX)).await?;
        sealed += values;
        clear += wrong;
        unasked += looked::unacknowledged_sources(&space).await?;
        late += looked::uploads_before(&space, before).await?;
        left += looked::syncs_without_connection(&space).await?;
    }
    let files = eyes.app.data().join("files");
    late += tokio::task::spawn_blocking(move || files_before(&files, before)).await.map_err(Error::internal)??;
    if clear > 0 {
        return Ok(Finding::bad(Figure::new("evidence-c5-clear").count("n", clear)));
    }
    if unasked > 0 {
        return Ok(Finding::bad(Figure::new("evidence-c5-unasked").count("n", unasked)));
    }
    if left > 0 {
        return Ok(Finding::bad(Figure::new("evidence-c5-left").count("n", left)));
    }
    if late > 0 {
        return Ok(Finding::bad(Figure::new("evidence-c5-late").count("n", late)));
    }
    Ok(Finding::good(Figure::new("evidence-c5").count("n", sealed)))
}

/// How many files of uploads were last written before an instant, in the files of all spaces.
fn files_before(files: &Path, before: Now) -> Result<i64> {
    let mut late = 0;
    let folders = match std::fs::read_dir(files) {
        Ok(folders) => folders,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(0),
        Err(error) => return Err(error.into()),
    };
    for folder in folders {
        let folder = folder?;
        if !folder.file_type()?.is_dir() {
            continue;
        }
        for file in std::fs::read_dir(folder.path())? {
            let file = file?;
            if !file.file_name().to_string_lossy().starts_with("upload-") {
                continue;
            }
            let written = file.metadata()?.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default();
            late += i64::from(i64::try_from(written.as_millis()).unwrap_or(i64::MAX) < before.0);
        }
    }
    Ok(late)
}
