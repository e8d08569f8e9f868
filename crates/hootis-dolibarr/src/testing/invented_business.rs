//! The invented company's business: one of every case that is told from another.

use super::{
    fixture::{Cell, Filled, Fixture, NULL},
    invented,
};

/// A table written as text: `|` between cells, `~` for NULL; the first cell is a number.
fn table(name: &'static str, columns: &'static str, rows: &[&'static str]) -> Filled {
    let cell = |(place, text): (usize, &'static str)| match text.trim() {
        "~" => NULL,
        text if place == 0 => Cell::Number(text),
        text => Cell::Text(text.to_owned()),
    };
    let rows = rows.iter().map(|row| row.split('|').enumerate().map(cell).collect()).collect();
    Filled { name, columns: columns.split_whitespace().collect(), rows }
}

/// The invented Dolibarr 22, with its business.
pub(crate) fn v22() -> Fixture {
    let mut fixture = invented::v22();
    fixture.tables.extend(dictionaries());
    fixture.tables.extend(sales());
    fixture.tables.extend(money());
    fixture.tables.extend(work());
    fixture.tables.sort_by_key(|table| table.name);
    fixture
}

fn dictionaries() -> Vec<Filled> {
    vec![
        table("c_paiement", "id code libelle", &["2|VIR|Virement"]),
        table("c_payment_term", "rowid code libelle", &["3|30D|30 jours"]),
        table("c_units", "rowid code label short_label", &["5|H|hour|h"]),
        table("c_actioncomm", "id code libelle", &["1|AC_TEL|Appel", "40|AC_OTH_AUTO|Autre", "50|AC_OTH|Autre"]),
        table("c_lead_status", "rowid code label", &["2|PROPO|Proposition"]),
        table("c_ticket_type", "rowid code label", &["1|ISSUE|Incident"]),
        table("c_ticket_category", "rowid code label", &["1|OTHER|Autre"]),
        table("c_ticket_severity", "rowid code label", &["1|BLOCKING|Bloquant"]),
    ]
}

const LINE: &str =
    "rowid PARENT fk_product description qty subprice remise_percent tva_tx total_ht total_tva total_ttc product_type special_code rang";

fn lines(name: &'static str, parent: &str, rows: &[&'static str]) -> Filled {
    table(name, LINE.replace("PARENT", parent).leak(), rows)
}

fn sales() -> Vec<Filled> {
    vec![
        table(
            "product",
            "rowid entity ref label fk_product_type tosell tobuy price price_ttc price_base_type tva_tx duration fk_unit stock tms",
            &[
                "1|1|PAIN|Pain de campagne|0|1|0|10.00500000|10.55527500|HT|5.5000|~|~|3|2026-01-02 03:04:05",
                "2|1|CONSEIL|Conseil|1|1|0|80.00000000|96.00000000|HT|20.0000|2h|5|~|~",
                "3|2|AILLEURS|Ailleurs|0|1|1|1|1|HT|20|~|~|~|~",
            ],
        ),
        table(
            "propal",
            "rowid entity ref fk_soc fk_statut datep fin_validite total_ht total_tva total_ttc fk_cond_reglement multicurrency_code \
             multicurrency_total_ht multicurrency_total_tva multicurrency_total_ttc last_main_doc",
            &[
                "1|1|(PROV1)|1|0|2026-03-01|2026-03-31|0|0|0|~|~|~|~|~|~",
                "2|1|PR2603-0002|1|2|2026-03-02|2026-04-01|100.00000000|20.00000000|120.00000000|3|CHF|94.5|18.9|113.4|propale/PR2603-0002/PR2603-0002.pdf",
                "3|1|PR2603-0003|3|9|2026-03-03|~|10|2|12|99|EUR|~|~|~|../etc/x.pdf",
                "4|2|PR2603-0004|4|1|2026-03-04|~|10|2|12|~|~|~|~|~|~",
            ],
        ),
        lines(
            "propaldet",
            "fk_propal",
            &[
                "1|2|1|Du pain|2.50000000|40|10|20|90.00000000|18.00000000|108.00000000|0|0|1",
                "2|2|~|Titre|1|0|0|0|0|0|0|9|104777|2",
                "3|2|~|Total|99|0|0|0|0|0|0|9|104777|3",
                "4|2|2|En option|1|80|0|20|0|0|0|1|3|4",
                "5|2|3|D'ailleurs|1|10|0|20|10|2|12|1|0|5",
                "6|99|~|Perdue|1|10|0|20|10|2|12|0|0|1",
                "7|4|~|D'une autre|1|10|0|20|10|2|12|0|0|1",
            ],
        ),
        table(
            "commande",
            "rowid entity ref fk_soc fk_statut facture date_commande total_ht total_tva localtax1 revenuestamp total_ttc",
            &["1|1|CO1|1|3|1|2026-03-05|100|20|1.005|0.6|121.605", "2|1|CO2|1|-1|0|2026-03-06|0|0|0|0|0"],
        ),
        lines("commandedet", "fk_commande", &["1|1|2|Conseil|1|100|0|20|100|20|120|1|0|1"]),
    ]
}

fn money() -> Vec<Filled> {
    vec![
        table(
            "facture",
            "rowid entity ref type fk_soc fk_facture_source datef date_lim_reglement fk_statut paye close_code total_ht total_tva total_ttc \
             situation_cycle_ref situation_counter situation_final fk_mode_reglement",
            &[
                "1|1|FA1|0|1|~|2026-01-01|2026-01-31|1|0|~|100|20|120|~|~|~|2",
                "2|1|FA2|0|1|~|2026-01-02|2026-02-01|1|0|~|100|20|120|~|~|~|~",
                "3|1|FA3|0|3|~|2026-01-03|2026-02-02|2|1|~|100|20|120|~|~|~|~",
                "4|1|AV4|2|3|3|2026-01-04|~|2|1|~|-16.66666667|-3.33333333|-20.00000000|~|~|~|~",
                "5|1|FA5|0|1|~|2026-01-05|~|2|0|discount_vat|100|20|120|~|~|~|~",
                "6|1|FA6|0|1|~|2026-01-06|~|3|0|badcustomer|100|20|120|~|~|~|~",
                "7|1|FA7|5|1|~|2026-01-07|~|1|0|~|50|10|60|12|2|1|~",
                "8|1|(PROV8)|0|1|~|2026-01-08|~|0|0|~|1|0.2|1.2|~|~|~|~",
                "9|2|FA9|0|4|~|2026-01-09|~|1|0|~|100|20|120|~|~|~|~",
                "10|1|AC10|3|1|~|2026-01-10|~|2|1|~|25|5|30|~|~|~|~",
                "11|1|FA11|1|1|6|2026-01-11|~|1|0|~|100|20|120|~|~|~|~",
                "12|1|FA12|0|1|~|2026-01-12|~|2|0|other|100|20|120|~|~|~|~",
                "13|1|FA13|8|77|~|2026-01-13|~|7|0|~|100|20|120|~|~|~|~",
            ],
        ),
        lines(
            "facturedet",
            "fk_facture",
            &["1|1|1|Du pain|10|10|0|20|100|20|120|0|0|1", "2|2|~|(DEPOSIT)|1|-25|0|20|-25|-5|-30|0|0|9", "3|9|~|D'une autre|1|1|0|0|1|0|1|0|0|1"],
        ),
        table(
            "paiement",
            "rowid entity ref datep amount fk_paiement",
            &["1|1|PAY1|2026-02-01 12:00:00|150|2", "2|1|PAY2|2026-02-02|110|99", "3|1|PAY3|2026-02-03|30|2"],
        ),
        table(
            "paiement_facture",
            "rowid fk_paiement fk_facture amount",
            &["1|1|2|50.00000000", "2|1|3|100.00000000", "3|2|5|110", "4|3|10|30", "5|1|99|1", "6|3|9|0"],
        ),
        table(
            "societe_remise_except",
            "rowid entity fk_soc discount_type amount_ht amount_tva amount_ttc tva_tx fk_facture_source fk_facture fk_facture_line description",
            &[
                "1|1|3|0|16.66666667|3.33333333|20|20|4|3|~|(CREDIT_NOTE)",
                "2|1|1|0|25|5|30|20|10|2|~|(DEPOSIT)",
                "3|1|1|0|10|2|12|20|99|1|~|(CREDIT_NOTE)",
                "4|1|1|1|10|2|12|20|1|1|~|Fournisseur",
                "5|1|1|0|8.33|1.67|10|20|~|~|1|Geste commercial",
            ],
        ),
    ]
}

fn work() -> Vec<Filled> {
    vec![
        table(
            "projet",
            "rowid entity ref fk_soc fk_project title fk_statut fk_opp_status opp_amount",
            &["1|1|PJ1|1|2|Enfant|1|2|1500.5", "2|1|PJ2|~|~|Parent|0|~|~", "3|1|PJ3|~|4|Boucle|2|~|~", "4|1|PJ4|~|3|Boucle|5|~|~"],
        ),
        table(
            "projet_task",
            "rowid entity ref fk_projet fk_task_parent label planned_workload progress",
            &["1|1|T1|1|2|Pétrir|7200|50", "2|1|T2|1|0|Cuire|~|200"],
        ),
        table(
            "element_time",
            "rowid fk_element elementtype element_date element_duration fk_user",
            &["1|1|task|2026-03-01|3600|2", "2|1|ticket|2026-03-01|60|2", "3|99|task|2026-03-01|60|2"],
        ),
        table(
            "ticket",
            "rowid entity ref fk_soc subject message fk_statut type_code category_code severity_code track_id",
            &["1|1|TS1|1|Four en panne|<p>Bonjour</p>|5|ISSUE|OTHER|NEW|SECRET-track"],
        ),
        table(
            "actioncomm",
            "id entity fk_action code label note datep percent fk_soc fk_contact fk_element elementtype fk_user_author",
            &[
                "1|1|1|AC_TEL|Appel|Bonjour|2026-03-01 09:00:00|50|1|1|~|~|2",
                "2|1|40|AC_BILL_VALIDATE|Facture validée|~|2026-03-01 09:00:00|-1|1|~|1|invoice|2",
                "3|1|40|TICKET_MSG|Message|Bonjour|2026-03-01 09:00:00|-1|1|~|1|ticket|2",
                "4|1|50|TICKET_MSG_PRIVATE_SENTBYMAIL|Message|Entre nous|2026-03-01 09:00:00|-1|1|~|1|ticket|2",
                "5|1|40|TICKET_MSG|Message|Perdu|2026-03-01 09:00:00|-1|1|~|9|ticket|2",
                "6|1|40|AC_BILL_DELETE|Facture supprimée|~|2026-03-01 09:00:00|100|1|~|98|invoice|2",
                "7|1|40|AC_X|Contrat|~|2026-03-01 09:00:00|0|1|~|1|contrat|2",
            ],
        ),
        table(
            "actioncomm_resources",
            "rowid fk_actioncomm fk_element element_type answer_status mandatory",
            &["1|1|2|user|1|1", "2|99|2|socpeople|~|0", "3|1|7|resource|0|0", "4|1|2|socpeople|3|0", "5|3|2|user|0|0"],
        ),
        table(
            "ecm_files",
            "rowid entity filepath filename label src_object_type src_object_id gen_or_uploaded share position",
            &[
                "1|1|facture/FA1|FA1.pdf|0123456789abcdef0123456789abcdef|facture|1|generated|SECRET-share|1",
                "2|1|../../etc|passwd|~|~|~|uploaded|~|1",
                "3|1|societe/1|a/b.txt|~|~|~|uploaded|~|1",
            ],
        ),
        table(
            "element_element",
            "rowid fk_source sourcetype fk_target targettype",
            &["1|2|propal|1|facture", "2|3|contrat|1|facture", "3|2|propal|97|facture"],
        ),
    ]
}
