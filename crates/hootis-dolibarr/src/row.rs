//! One row as it came: bytes, not yet believed.

/// The cells of one row in the order of [`crate::columns::Table::columns`].
///
/// Reused from row to row so that reading allocates nothing.
#[derive(Debug, Default)]
pub(crate) struct Row {
    bytes: Vec<u8>,
    cells: Vec<Option<(usize, usize)>>,
}

impl Row {
    /// Empties the row and gives it `cells` cells, all NULL.
    pub(crate) fn clear(&mut self, cells: usize) {
        self.bytes.clear();
        self.cells.clear();
        self.cells.resize(cells, None);
    }

    /// The cell's bytes; `None` for NULL and for a column that does not exist.
    pub(crate) fn bytes(&self, cell: usize) -> Option<&[u8]> {
        let (start, end) = (*self.cells.get(cell)?)?;
        self.bytes.get(start..end)
    }

    /// The cell as an integer; decimals are cut, anything else is `None`.
    pub(crate) fn int(&self, cell: usize) -> Option<i64> {
        let text = std::str::from_utf8(self.bytes(cell)?).ok()?.trim();
        let whole = text.split_once('.').map_or(text, |(whole, _)| whole);
        whole.parse().ok()
    }

    /// A reference to another row: 0 and negative numbers mean none in Dolibarr.
    pub(crate) fn reference(&self, cell: usize) -> Option<i64> {
        self.int(cell).filter(|row| *row > 0)
    }

    /// How much text the row holds, in bytes.
    pub(crate) fn size(&self) -> usize {
        self.bytes.len()
    }

    /// Where the next cell's bytes go.
    pub(crate) fn buffer(&mut self) -> &mut Vec<u8> {
        &mut self.bytes
    }

    /// Makes what was written since `start` the content of `cell`.
    pub(crate) fn close(&mut self, cell: usize, start: usize) {
        let end = self.bytes.len();
        if let Some(slot) = self.cells.get_mut(cell) {
            *slot = Some((start, end));
        }
    }

    /// Fills `cell` with `value`.
    pub(crate) fn set(&mut self, cell: usize, value: &[u8]) {
        let start = self.bytes.len();
        self.bytes.extend_from_slice(value);
        self.close(cell, start);
    }
}

/// Which columns of a table are read, and the cell each goes to.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wanted {
    /// How many cells a row has.
    pub(crate) cells: usize,
    /// Column name in lower case and its cell.
    pub(crate) columns: Vec<(String, usize)>,
}

impl Wanted {
    /// Every declared column of `table`.
    pub(crate) fn all(table: crate::columns::Table) -> Self {
        let columns = table.columns();
        Self::named(columns.len(), columns.iter().enumerate().map(|(cell, name)| ((*name).to_owned(), cell)))
    }

    /// Only some cells of `table`.
    pub(crate) fn some(table: crate::columns::Table, cells: &[usize]) -> Self {
        let columns = table.columns();
        Self::named(columns.len(), cells.iter().map(|cell| (columns[*cell].to_owned(), *cell)))
    }

    fn named(cells: usize, columns: impl Iterator<Item = (String, usize)>) -> Self {
        Self { cells, columns: columns.collect() }
    }
}
