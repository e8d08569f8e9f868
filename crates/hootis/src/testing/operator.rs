//! Operators of a test.

use super::{Client, PASSWORD, TestApp, form};
use crate::access::credentials;
use crate::platform::operators::{self, NewOperator};
use crate::web::i18n::Lang;
use crate::web::person::Email;

impl TestApp {
    /// The address of an operator of a test.
    pub(crate) fn operator_email(&self, name: &str) -> String {
        format!("{name}@operation.example")
    }

    /// A new operator who has chosen a password by the link, and signed in.
    pub(crate) async fn operator(&self, name: &str) -> Client {
        let email = Email::parse(&self.operator_email(name)).expect("an address");
        let new = NewOperator { email, name: name.to_owned(), lang: Lang::Fr };
        let operator = operators::create(self.app.platform(), self.app.now(), &new).await.expect("an operator");
        let tx = self.app.platform().begin().await.expect("a transaction");
        let link = credentials::operator_link(&self.app, &tx, &operator).await.expect("a link");
        tx.commit().await.expect("a commit");
        let client = self.anyone();
        let (_, path) = Client::split(&link);
        client.get(&path).await.is(200);
        let token = path.split("lien=").nth(1).expect("a token");
        client.post("/operateur/mot-de-passe/nouveau", form! { lien: token, password: PASSWORD }).await.is(200);
        assert_eq!(
            client.post("/operateur/connexion", form! { email: self.operator_email(name), password: PASSWORD }).await.is(303).location(),
            "/operateur"
        );
        client
    }

    /// Takes an operator's access away.
    pub(crate) async fn deactivate_operator(&self, name: &str) {
        let email = Email::parse(&self.operator_email(name)).expect("an address");
        let operator = operators::find_by_email(self.app.platform(), &email).await.expect("an answer").expect("the operator");
        operators::deactivate(self.app.platform(), self.app.now(), operator.id).await.expect("deactivated");
    }
}
