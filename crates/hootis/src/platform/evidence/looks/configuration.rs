//! The configuration in force: who carries for the operator.

use hootis_policy::processors::check_carriers;

use super::{Eyes, Finding};
use crate::error::Result;
use crate::outgoing::is_this_machine;
use crate::platform::evidence::figure::Figure;

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
