use super::Lab;
use crate::{Engine, shape};

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_shape_of_a_database_reads_alike_on_both_engines() {
    let lab = Lab::new().await;
    let space = lab.space().await;
    let tables = shape(&space).await.unwrap();
    let names: Vec<&str> = tables.iter().map(|table| table.name.as_str()).collect();
    assert_eq!(names, ["pair", "schema_migration", "search_entry", "thing"]);
    assert_eq!(
        tables[3].to_string(),
        "thing\n  id UUID NOT NULL\n  name TEXT NOT NULL\n  sort_name TEXT\n  quantity BIGINT\n  active BOOLEAN\n  weight DOUBLE PRECISION\n  photo BYTEA\n  parent_id UUID\n  PRIMARY KEY (id)\n  thing_active (sort_name, id) WHERE ".to_owned()
            + if lab.store.engine() == Engine::Cipher { "active = TRUE" } else { "(active = true)" }
            + "\n  UNIQUE thing_name (name)\n"
    );
    assert_eq!(tables[0].primary_key, ["a", "b"]);
    assert_eq!(
        tables[1].to_string(),
        "schema_migration\n  name TEXT NOT NULL\n  position BIGINT NOT NULL\n  created_at BIGINT NOT NULL\n  PRIMARY KEY (name)\n"
    );
}
