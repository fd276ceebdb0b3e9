//! The TypeScript declarations are what the Rust declarations say: `UPDATE_TYPES=1 cargo test --test types` writes them.

#![cfg(not(target_family = "wasm"))]
#![allow(clippy::string_slice, clippy::unwrap_used)]

use std::{fmt::Write as _, fs, path::Path};

use polyv_edge::{ENDPOINTS, Endpoint, Field, Kind, MODELS, Model, Param, ParamKind, Privacy};

#[test]
fn typescript_models_are_the_rust_models() {
    let interfaces: String = MODELS.iter().map(|model| interface(model)).collect();
    hold(
        "pkg-template/dist/models.d.ts",
        &format!("{}\n{FLAG}\n{interfaces}", header("src/model/")),
    );
}

#[test]
fn typescript_methods_are_the_rust_endpoints() {
    let mut models: Vec<&str> = MODELS
        .iter()
        .map(|model| model.name)
        .filter(|name| ENDPOINTS.iter().any(|e| words(e.answer).any(|word| word == *name)))
        .collect();
    models.sort_unstable();
    let methods: String = ENDPOINTS.iter().map(method).collect();
    let params: String = ENDPOINTS.iter().map(params).collect();
    let imports = format!(
        "import type {{ CallOptions }} from \"./edge.js\";\nimport type {{ {} }} from \"./models.js\";\n",
        models.join(", ")
    );
    let operations = format!(
        "/** The operations with a method of their own. Any other endpoint: `request`. */\nexport interface Operations {{\n{methods}}}\n"
    );
    hold(
        "pkg-template/dist/operations.d.ts",
        &format!("{}\n{imports}\n{operations}{params}", header("src/endpoint.rs")),
    );
}

const FLAG: &str = "/** `Y` (yes) or `N` (no), as POLYV's text; open, should POLYV ever send another word. */\nexport type Flag = \"Y\" | \"N\" | (string & {});";

fn header(source: &str) -> String {
    format!("// Generated from {source} by `UPDATE_TYPES=1 cargo test --test types`. Do not edit.\n")
}

fn hold(file: &str, expected: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    if std::env::var_os("UPDATE_TYPES").is_some() {
        fs::write(&path, expected).unwrap();
    }
    let actual = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        actual == expected,
        "{file} is not what the declarations say: run UPDATE_TYPES=1 cargo test --test types"
    );
}

fn interface(model: &Model) -> String {
    let generic = if model.name == "Page" { "<T>" } else { "" };
    let fields: String = model.fields.iter().map(|field| declare(model, field)).collect();
    format!(
        "\n{}export interface {}{generic} {{\n{fields}}}\n",
        comment("", model.docs, &[]),
        model.name
    )
}

fn declare(model: &Model, field: &Field) -> String {
    let ty = match field.kind {
        Kind::Text | Kind::Id => "string".to_owned(),
        Kind::Integer | Kind::Ordinal => "number".to_owned(),
        Kind::Flag => "Flag".to_owned(),
        Kind::List(_) if model.name == "Page" => "T[]".to_owned(),
        Kind::List(item) => format!("{}[]", item.name),
    };
    // A secret is marked for editors too: it shows where somebody is about to send it on.
    let note: &[&str] = if matches!(field.privacy, Privacy::Secret) {
        &["", " @see publicChannelAccount"]
    } else {
        &[]
    };
    let docs = comment("  ", field.docs, note);
    if field.required {
        format!("{docs}  {}: {ty};\n", field.name)
    } else {
        format!("{docs}  {}?: {ty} | null;\n", field.name)
    }
}

fn method(endpoint: &Endpoint) -> String {
    let optional = if endpoint.params.iter().any(|param| param.required) {
        ""
    } else {
        "?"
    };
    let answer = match endpoint.answer.strip_prefix("Page<") {
        Some(item) => format!(
            "Promise<{}> & AsyncIterable<{}>",
            endpoint.answer,
            item.trim_end_matches('>')
        ),
        None => format!("Promise<{}>", endpoint.answer),
    };
    let source = format!(" `{} {}`", endpoint.method.as_str(), endpoint.path);
    let docs = comment("  ", endpoint.docs, &["", &source]);
    format!(
        "{docs}  {}(params{optional}: {}, call?: CallOptions): {answer};\n",
        endpoint.name,
        params_name(endpoint)
    )
}

fn params(endpoint: &Endpoint) -> String {
    let fields: String = endpoint.params.iter().map(param).collect();
    format!(
        "\n/** Parameters of `{}`. */\nexport interface {} {{\n{fields}}}\n",
        endpoint.name,
        params_name(endpoint)
    )
}

fn params_name(endpoint: &Endpoint) -> String {
    format!("{}{}Params", endpoint.name[..1].to_uppercase(), &endpoint.name[1..])
}

fn param(param: &Param) -> String {
    let ty = match param.kind {
        ParamKind::Text => "string",
        ParamKind::Digits => "string | number",
        ParamKind::Page => "number",
    };
    let optional = if param.required { "" } else { "?" };
    format!("{}  {}{optional}: {ty};\n", comment("  ", param.docs, &[]), param.name)
}

fn comment(indent: &str, docs: &[&str], more: &[&str]) -> String {
    let lines: Vec<&str> = docs.iter().chain(more).copied().collect();
    if let [line] = lines[..] {
        return format!("{indent}/**{line} */\n");
    }
    let mut text = format!("{indent}/**\n");
    for line in lines {
        writeln!(text, "{indent} *{line}").unwrap();
    }
    text + indent + " */\n"
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
}
