//! Documents as Markdown, and back: what is committed is what a later program can show again.

use std::fmt::Write as _;

use super::{Block, Document, Section, Table};
use crate::promises;

impl Document {
    /// The document as Markdown.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut out = format!("# {}\n\n{}\n", self.title, self.lead);
        for section in &self.sections {
            line(&mut out, &format!("\n## {} {{#{}}}", section.title, section.id));
            for block in &section.blocks {
                out.push('\n');
                write_block(&mut out, block);
            }
        }
        out
    }

    /// Reads a document that [`Document::markdown`] wrote.
    #[must_use]
    pub fn read(markdown: &str) -> Self {
        let mut document = Self::default();
        // Blocks are parted by empty lines.
        for chunk in markdown.split("\n\n").map(|chunk| chunk.trim_matches('\n')).filter(|chunk| !chunk.is_empty()) {
            if let Some(title) = chunk.strip_prefix("# ") {
                title.clone_into(&mut document.title);
            } else if let Some(heading) = chunk.strip_prefix("## ") {
                document.sections.push(read_section(heading));
            } else if let Some(section) = document.sections.last_mut() {
                section.blocks.push(read_block(chunk));
            } else {
                chunk.clone_into(&mut document.lead);
            }
        }
        document
    }
}

fn line(out: &mut String, text: &str) {
    out.push_str(text);
    out.push('\n');
}

fn write_block(out: &mut String, block: &Block) {
    match block {
        Block::Paragraph(text) => line(out, text),
        Block::Promise { id, text } => line(out, &format!("**{id}.** {text}")),
        Block::List(items) => items.iter().for_each(|item| line(out, &format!("- {item}"))),
        Block::Note(text) => line(out, &format!("> {text}")),
        Block::Heading(text) => line(out, &format!("### {text}")),
        Block::Table(table) => write_table(out, table),
        Block::Slot(name) => line(out, &format!("<!-- {name} -->")),
    }
}

fn write_table(out: &mut String, table: &Table) {
    let row = |cells: &[String]| {
        cells.iter().fold(String::from("|"), |mut line, cell| {
            let _infallible = write!(line, " {} |", cell.replace('|', "\\|"));
            line
        })
    };
    line(out, &row(&table.head));
    line(out, &format!("|{}", " --- |".repeat(table.head.len())));
    table.rows.iter().for_each(|cells| line(out, &row(cells)));
}

fn read_section(heading: &str) -> Section {
    let (title, id) = heading.rsplit_once(" {#").unwrap_or((heading, ""));
    Section { id: id.trim_end_matches('}').to_owned(), title: title.to_owned(), blocks: Vec::new() }
}

fn read_block(chunk: &str) -> Block {
    if chunk.starts_with("- ") {
        return Block::List(chunk.lines().map(|item| item.strip_prefix("- ").unwrap_or(item).to_owned()).collect());
    }
    if chunk.starts_with("| ") {
        let mut rows = chunk.lines().map(read_row);
        let head = rows.next().unwrap_or_default();
        return Block::Table(Table { head, rows: rows.skip(1).collect() });
    }
    if let Some(text) = chunk.strip_prefix("> ") {
        return Block::Note(text.to_owned());
    }
    if let Some(text) = chunk.strip_prefix("### ") {
        return Block::Heading(text.to_owned());
    }
    if let Some(name) = chunk.strip_prefix("<!-- ").and_then(|rest| rest.strip_suffix(" -->")) {
        return Block::Slot(name.to_owned());
    }
    let promise = chunk.strip_prefix("**").and_then(|rest| rest.split_once(".** ")).filter(|(id, _)| promises::find(id).is_some());
    match promise {
        Some((id, text)) => Block::Promise { id: id.to_owned(), text: text.to_owned() },
        None => Block::Paragraph(chunk.to_owned()),
    }
}

/// The cells of a row, `\|` being a bar inside one.
fn read_row(row: &str) -> Vec<String> {
    let inside = row.trim().trim_start_matches('|').strip_suffix('|').unwrap_or(row);
    let mut cells = vec![String::new()];
    let mut escaped = false;
    for c in inside.chars() {
        match (escaped, c) {
            (false, '\\') => escaped = true,
            (false, '|') => cells.push(String::new()),
            (true, '|') => {
                escaped = false;
                push(&mut cells, '|');
            }
            (was, c) => {
                if was {
                    push(&mut cells, '\\');
                }
                escaped = false;
                push(&mut cells, c);
            }
        }
    }
    cells.into_iter().map(|cell| cell.trim().to_owned()).collect()
}

fn push(cells: &mut [String], c: char) {
    if let Some(cell) = cells.last_mut() {
        cell.push(c);
    }
}
