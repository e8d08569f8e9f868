//! Gathers what the binary embeds: the built front end (`web/dist`) and the message catalogues (`fr.ftl`, `en.ftl`).
//!
//! It runs nothing and fetches nothing: when the front end has not been built, it says how and stops.

use std::{
    env,
    error::Error,
    ffi::OsStr,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

#[expect(clippy::disallowed_methods, reason = "cargo speaks to a build script through the environment")]
fn main() -> Result<(), Box<dyn Error>> {
    let here = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").ok_or("CARGO_MANIFEST_DIR is not set")?);
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?);
    let dist = here.join("../../web/dist");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src");
    println!("cargo::rerun-if-changed=../../web/dist");
    if !dist.join("manifest.json").is_file() {
        println!("cargo::error=The front end is not built: run `npm ci && npm run build` in the folder `web`, once.");
        return Ok(());
    }
    write_if_new(&out.join("assets.rs"), &assets(&dist.canonicalize()?)?)?;
    write_if_new(&out.join("catalogues.rs"), &catalogues(&here.join("src"))?)?;
    Ok(())
}

/// Leaves an equal file alone, so that nothing is compiled again for nothing.
fn write_if_new(path: &Path, text: &str) -> Result<(), Box<dyn Error>> {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    Ok(fs::write(path, text)?)
}

/// The table of `web::assets`: one entry a file, sorted by logical name.
fn assets(dist: &Path) -> Result<String, Box<dyn Error>> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(dist)? {
        let path = entry?.path();
        let file = path.file_name().and_then(OsStr::to_str).ok_or("a file name in web/dist is not UTF-8")?;
        let parts: Vec<&str> = file.rsplitn(3, '.').collect();
        let [ext, fingerprint, stem] = parts[..] else { continue };
        let Some(kind) = content_type(ext) else { continue };
        let packed = |with: &str| {
            let packed = format!("{}.{with}", path.display());
            if Path::new(&packed).is_file() { format!("Some(include_bytes!({packed:?}))") } else { "None".to_owned() }
        };
        entries.push((
            format!("{stem}.{ext}"),
            format!(
                "Asset {{ name: \"{stem}.{ext}\", url: \"/assets/{file}\", file: \"{stem}.{fingerprint}.{ext}\", content_type: {kind:?}, \
                 plain: include_bytes!({:?}), br: {}, gz: {} }}",
                path.display().to_string(),
                packed("br"),
                packed("gz"),
            ),
        ));
    }
    entries.sort();
    let mut text = String::from("static ASSETS: &[Asset] = &[\n");
    for (_, entry) in entries {
        writeln!(text, "{entry},")?;
    }
    text.push_str("];\n");
    Ok(text)
}

fn content_type(ext: &str) -> Option<&'static str> {
    Some(match ext {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "woff2" => "font/woff2",
        "jpg" => "image/jpeg",
        "png" => "image/png",
        "txt" => "text/plain; charset=utf-8",
        _ => return None,
    })
}

/// The list of `web::i18n`: language, file as people name it, text.
fn catalogues(src: &Path) -> Result<String, Box<dyn Error>> {
    let mut files = Vec::new();
    find(src, &mut files)?;
    files.sort();
    let mut text = String::from("static CATALOGUES: &[(Lang, &str, &str)] = &[\n");
    for path in files {
        let lang = if path.file_name() == Some(OsStr::new("fr.ftl")) { "Fr" } else { "En" };
        let named = path.strip_prefix(src)?.display().to_string();
        writeln!(text, "(Lang::{lang}, {named:?}, include_str!({:?})),", path.display().to_string())?;
    }
    text.push_str("];\n");
    Ok(text)
}

fn find(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            find(&path, files)?;
        } else if matches!(path.file_name().and_then(OsStr::to_str), Some("fr.ftl" | "en.ftl")) {
            files.push(path);
        }
    }
    Ok(())
}
