//! Operators of a test.

use hootis_space::{Conn as _, args};
use uuid::Uuid;

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

    /// An operator who has a second factor, and is signed in.
    pub(crate) async fn operator(&self, name: &str) -> Client {
        let client = self.new_operator(name).await;
        // A passkey of an authenticator that nobody has any more.
        self.app
            .platform()
            .execute(
                "INSERT INTO passkey (id, holder_id, credential_id, public_key, sign_count, label, created_at)
                 SELECT $1, o.id, $2, $2, 0, 'Clé', $3 FROM operator o WHERE o.email = $4",
                args![Uuid::now_v7(), hootis_vault::random_token().to_vec(), self.app.now(), self.operator_email(name)],
            )
            .await
            .expect("a passkey");
        client
    }

    /// A new operator who has chosen a password by the link, and signed in: pages come once there is a second factor.
    pub(crate) async fn new_operator(&self, name: &str) -> Client {
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
