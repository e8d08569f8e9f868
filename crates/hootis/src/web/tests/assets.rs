//! Embedded files, as a browser gets them.

use axum::{
    extract::Path,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use http_body_util::BodyExt as _;

use crate::web::assets::{asset, show};

async fn get(path: &str, accept: Option<&'static str>) -> Response {
    let mut headers = HeaderMap::new();
    if let Some(accept) = accept {
        headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(accept));
    }
    show(Path(path.trim_start_matches("/assets/").to_owned()), headers).await
}

async fn length(answer: Response) -> usize {
    answer.into_body().collect().await.unwrap().to_bytes().len()
}

#[tokio::test]
async fn a_file_is_kept_for_a_year_under_its_fingerprint() {
    let url = asset("hootis.css");
    let answer = get(url, None).await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(answer.headers()[header::CACHE_CONTROL], "public, max-age=31536000, immutable");
    assert_eq!(answer.headers()[header::CONTENT_TYPE], "text/css; charset=utf-8");
    let fingerprint = url.strip_prefix("/assets/hootis.").and_then(|f| f.strip_suffix(".css")).unwrap();
    assert!(fingerprint.len() == 8 && fingerprint.bytes().all(|b| b.is_ascii_hexdigit()));
}

#[tokio::test]
async fn the_browser_chooses_the_compression() {
    let url = asset("hootis.css");
    let plain = length(get(url, None).await).await;
    for (accept, coding) in
        [("gzip, deflate, br, zstd", Some("br")), ("gzip", Some("gzip")), ("br;q=0, gzip", Some("gzip")), ("identity", None), ("*", Some("br"))]
    {
        let answer = get(url, Some(accept)).await;
        assert_eq!(answer.headers().get(header::CONTENT_ENCODING).map(|v| v.to_str().unwrap()), coding, "{accept}");
        assert_eq!(answer.headers()[header::VARY], "accept-encoding");
        assert_eq!(length(answer).await < plain / 3, coding.is_some(), "{accept}");
    }
}

#[tokio::test]
async fn what_is_not_embedded_is_not_found_and_not_kept() {
    for path in ["hootis.css", "hootis.00000000.css", "../Cargo.toml", "manifest.json", "unknown", ""] {
        let answer = get(path, None).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{path}");
        assert_eq!(answer.headers()[header::CACHE_CONTROL], "no-store");
    }
}
