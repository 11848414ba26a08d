//! Style, scripts and pictures, embedded in the program and named after their content, so that a browser may
//! keep them for ever.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/assets"]
struct Files;

struct Asset {
    bytes: Cow<'static, [u8]>,
    kind: &'static str,
}

/// By the name in an address, and the address by the name in the folder.
struct Index {
    assets: HashMap<String, Asset>,
    addresses: HashMap<String, String>,
}

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let mut index = Index { assets: HashMap::new(), addresses: HashMap::new() };
    for name in Files::iter() {
        let Some(file) = Files::get(&name) else { continue };
        let mark: String =
            file.metadata.sha256_hash()[..6].iter().map(|byte| format!("{byte:02x}")).collect();
        let (stem, ending) = name.rsplit_once('.').unwrap_or((&name, ""));
        let hashed = format!("{stem}-{mark}.{ending}");
        index.addresses.insert(name.to_string(), format!("/assets/{hashed}"));
        index.assets.insert(hashed, Asset { bytes: file.data, kind: content_type(ending) });
    }
    index
});

fn content_type(ending: &str) -> &'static str {
    match ending {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        _ => "application/octet-stream",
    }
}

/// The address of an asset by its name in the folder.
pub fn href(name: &str) -> String {
    INDEX.addresses.get(name).cloned().unwrap_or_else(|| format!("/assets/{name}"))
}

/// `GET /assets/{name}`.
pub(crate) async fn serve(Path(name): Path<String>) -> Response {
    match INDEX.assets.get(&name) {
        Some(asset) => {
            let headers = [
                (header::CONTENT_TYPE, asset.kind),
                (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
            ];
            (headers, asset.bytes.clone()).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_has_an_address_that_leads_to_it() {
        for name in Files::iter() {
            let address = href(&name);
            let hashed = address.strip_prefix("/assets/").unwrap();
            assert_ne!(hashed, name);
            assert!(INDEX.assets[hashed].kind != "application/octet-stream", "{name}");
        }
    }
}
