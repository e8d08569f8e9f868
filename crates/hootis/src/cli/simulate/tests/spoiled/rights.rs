//! Faults in what people may ask for, and in what is asked of them.

use hootis_space::args;

use super::super::super::checks::{OPTIONAL, READ, VERSIONS};
use super::super::super::life::Life;
use super::super::super::people::Plan;
use super::super::super::rights::judge_form;
use super::{Fault, Undo, Where, fault, of, rows};

const NAME: &str = "UPDATE account SET name = $2 WHERE email = $1";

pub(super) fn faults() -> Vec<Fault> {
    vec![
        fault("a form demands a phone number", &[OPTIONAL], |life| {
            Box::pin(async move {
                judge_form(
                    &mut life.verdicts,
                    "/contact",
                    "<form><input name=\"email\" required><input name=\"phone\" type=\"tel\" required></form>",
                );
                Undo::Nothing
            })
        }),
        fault("what a holder said of themselves is not what is kept", &[READ], |life| Box::pin(misnamed(life))),
        fault("a version of the policy is not linked", &[VERSIONS], |life| {
            Box::pin(async move {
                let mut policy = life.read_policy().await.expect("a policy");
                policy.page = policy.page.replace("/confidentialite/versions/1\"", "/\"");
                policy.judge(&mut life.verdicts);
                Undo::Nothing
            })
        }),
        fault("a version of the policy lost its date", &[VERSIONS], |life| {
            Box::pin(async move {
                let mut policy = life.read_policy().await.expect("a policy");
                policy.versions.iter_mut().for_each(|(_, page, _)| page.clear());
                policy.judge(&mut life.verdicts);
                Undo::Nothing
            })
        }),
    ]
}

/// Somebody reads what is known of them, and it is of another.
async fn misnamed(life: &mut Life) -> Undo {
    let mut company = of(life, Plan::Keeper).0.clone();
    let (email, name) = (company.email(), company.holder());
    let undo = rows(life, Where::Platform, (NAME, args![email.clone(), "Autre"]), (NAME, args![email, name])).await;
    company.read_and_change(life).await.expect("answers");
    undo
}
