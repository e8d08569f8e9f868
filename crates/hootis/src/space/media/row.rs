//! A file as people see it.

use hootis_media::Kind;
use hootis_space::{DbError, FromRow, Row};
use uuid::Uuid;

/// The party that a file is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartyRef {
    pub id: Uuid,
    pub name: String,
}

/// A content.
#[derive(Clone, Debug)]
pub struct Blob {
    pub id: Uuid,
    pub kind: Kind,
    pub media_type: String,
    pub size_bytes: i64,
    pub width: Option<i64>,
    pub height: Option<i64>,
    pub duration_ms: Option<i64>,
    /// Whether there are smaller pictures of it.
    pub has_views: bool,
}

/// A file.
#[derive(Clone, Debug)]
pub struct Media {
    pub id: Uuid,
    pub name: String,
    pub caption: Option<String>,
    /// What is to be seen in it, for those who do not see it.
    pub alt: Option<String>,
    /// When it was taken, else when it was sent.
    pub taken_at: i64,
    pub added_name: String,
    /// In the trash since.
    pub deleted_at: Option<i64>,
    pub version: i64,
    pub created_at: i64,
    /// The conversation that it was sent in.
    pub conversation: Option<Uuid>,
    /// The message that it goes with.
    pub message: Option<Uuid>,
    /// The internal note that it goes with.
    pub aside: Option<Uuid>,
    /// The contact who sent it.
    pub contact: Option<Uuid>,
    /// Since when it is shown in Station Clients.
    pub shared_at: Option<i64>,
    /// To this contact alone.
    pub shared_with: Option<Uuid>,
    pub party: Option<PartyRef>,
    pub blob: Blob,
}

impl Media {
    /// What it is called where there is room for one line.
    #[must_use]
    pub fn title(&self) -> &str {
        self.caption.as_deref().and_then(|caption| caption.lines().next()).unwrap_or(&self.name)
    }

    /// What is read out in its place.
    #[must_use]
    pub fn described(&self) -> &str {
        self.alt.as_deref().unwrap_or_else(|| self.title())
    }

    /// How long it plays: `1:18`.
    #[must_use]
    pub fn plays(&self) -> Option<String> {
        let seconds = self.blob.duration_ms? / 1_000;
        Some(match seconds / 3_600 {
            0 => format!("{}:{:02}", seconds / 60, seconds % 60),
            hours => format!("{hours}:{:02}:{:02}", seconds / 60 % 60, seconds % 60),
        })
    }

    /// Its bytes.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.blob.size_bytes.unsigned_abs()
    }

    /// Width and height in pixels.
    #[must_use]
    pub fn pixels(&self) -> Option<(i64, i64)> {
        self.blob.width.zip(self.blob.height)
    }

    /// Whether it is a picture that is shown.
    #[must_use]
    pub fn is_photo(&self) -> bool {
        self.blob.kind == Kind::Photo
    }

    /// Whether it is a film that is played.
    #[must_use]
    pub fn is_video(&self) -> bool {
        self.blob.kind == Kind::Video
    }

    /// Whether it is a recording that is played.
    #[must_use]
    pub fn is_audio(&self) -> bool {
        self.blob.kind == Kind::Audio
    }

    /// Whether a browser's reader of PDF opens it.
    #[must_use]
    pub fn is_pdf(&self) -> bool {
        self.blob.media_type == "application/pdf"
    }

    /// Its page.
    #[must_use]
    pub fn path(&self) -> String {
        format!("/admin/medias/{}", self.id)
    }
}

impl FromRow for Media {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.take()?,
            name: row.take()?,
            caption: row.take()?,
            alt: row.take()?,
            taken_at: row.take()?,
            added_name: row.take()?,
            deleted_at: row.take()?,
            version: row.take()?,
            created_at: row.take()?,
            conversation: row.take()?,
            message: row.take()?,
            aside: row.take()?,
            contact: row.take()?,
            shared_at: row.take()?,
            shared_with: row.take()?,
            party: row.take::<Option<Uuid>>()?.zip(row.take::<Option<String>>()?).map(|(id, name)| PartyRef { id, name }),
            blob: Blob {
                id: row.take()?,
                // A kind of a newer version is handed out, not shown.
                kind: Kind::parse(&row.take::<String>()?).unwrap_or(Kind::Document),
                media_type: row.take()?,
                size_bytes: row.take()?,
                width: row.take()?,
                height: row.take()?,
                duration_ms: row.take()?,
                has_views: row.take()?,
            },
        })
    }
}
