//! What is generated from the declarations is what they say: `UPDATE_TYPES=1 cargo test --test types` writes it.

#![cfg(not(target_family = "wasm"))]
#![allow(clippy::panic, clippy::string_slice, clippy::unwrap_used)]

use std::{fmt::Write as _, fs, path::Path};

use polyv_edge::{
    ErrorKind,
    declarations::{Answer, ENDPOINTS, Endpoint, Field, Kind, MODELS, Model, Param, ParamKind, Privacy},
};

#[test]
fn typescript_models_are_the_rust_models() {
    let models: String = MODELS.iter().map(|model| interface(model)).collect();
    hold("pkg-template/dist/models.d.ts", HEADER, "", &models);
}

#[test]
fn typescript_methods_are_the_rust_endpoints() {
    let is_answered =
        |model: &Model| ENDPOINTS.iter().any(|endpoint| item(endpoint.answer).is_some_and(|item| item == model.name));
    let answered = MODELS.iter().filter(|model| is_answered(model)).map(|model| model.name);
    let mut models: Vec<&str> = answered.chain(["List", "Page"]).collect();
    models.sort_unstable();
    let imports = format!(
        "import type {{ PolyvPromise, RequestOptions }} from \"./edge.js\";\nimport type {{ {} }} from \"./models.js\";\n",
        models.join(", ")
    );
    let methods: String = ENDPOINTS.iter().map(method).collect();
    let operations = format!("{OPERATIONS}export interface Operations {{\n{methods}}}\n");
    let params: String = ENDPOINTS.iter().map(params).collect();
    let text = format!("\n{imports}\n{PAGE_LIST}\n{operations}{params}");
    hold("pkg-template/dist/operations.d.ts", HEADER, "", &text);
}

#[test]
fn typescript_and_the_documentation_know_every_kind_of_error() {
    let union: String = kinds(|kind, docs| format!("  /** {docs} */\n  | \"{kind}\"\n"));
    let start = "export type PolyvErrorKind =\n";
    hold("pkg-template/dist/error.d.ts", start, ";\n", union.trim_end());
    // What to do about each, people wrote, in two languages.
    for file in ["docs/errors.md", "docs/errors.zh-CN.md"] {
        let text = read(file);
        for kind in ErrorKind::ALL {
            let row = format!("\n| `{kind}` | {} |", kind.http_status());
            assert!(text.contains(&row), "{file} has no row{row}");
        }
    }
}

#[test]
fn the_documentation_lists_every_field() {
    let tables: String = MODELS.iter().map(|model| table(model)).collect();
    hold("docs/fields.md", "<!-- fields -->\n", "<!-- /fields -->", &format!("{tables}\n"));
}

/// Above this line people write, below it nobody.
const HEADER: &str = "// Generated from src/models/ by `UPDATE_TYPES=1 cargo test --test types`. Do not edit.\n";

const PAGE_LIST: &str = "\
/** One page, or, with `for await`, all items from that page on. */
export type PageList<T> = PolyvPromise<Page<T>> & AsyncIterable<T>;
";

const OPERATIONS: &str = "/** The operations with a method of their own. Any other endpoint: `request`. */\n";

fn read(file: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap_or_default()
}

/// Holds what stands between two marks, or after one.
fn hold(file: &str, start: &str, end: &str, expected: &str) {
    let text = read(file);
    let from = text.find(start).unwrap_or_else(|| panic!("{file} has no {start}")) + start.len();
    let to = if end.is_empty() { text.len() } else { from + text[from..].find(end).unwrap() };
    if std::env::var_os("UPDATE_TYPES").is_some() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
        return fs::write(path, [&text[..from], expected, &text[to..]].concat()).unwrap();
    }
    assert!(
        text[from..to] == *expected,
        "{file} is not what the declarations say: run UPDATE_TYPES=1 cargo test --test types"
    );
}

fn kinds(line: impl Fn(ErrorKind, &str) -> String) -> String {
    ErrorKind::ALL.iter().map(|kind| line(*kind, kind.docs().concat().trim())).collect()
}

fn interface(model: &Model) -> String {
    let fields: String = model.fields.iter().map(declare).collect();
    let docs = comment("", model.docs, &[]);
    let unusable =
        "  /** Values that their fields can't hold, as POLYV sent them. */\n  unusable?: Record<string, unknown>;\n";
    format!("\n{docs}export interface {} {{\n{fields}{unusable}}}\n", model.name)
}

fn declare(field: &Field) -> String {
    let ty = type_of(field);
    // A secret is marked for editors too: it shows where somebody is about to send it on.
    let note: &[&str] = match field.privacy {
        Privacy::Secret => &["", " @see redactChannelAccount"],
        _ => &[],
    };
    let docs = comment("  ", field.docs, note);
    let (optional, or_null) = if field.required { ("", "") } else { ("?", " | null") };
    format!("{docs}  {}{optional}: {ty}{or_null};\n", field.name)
}

fn type_of(field: &Field) -> String {
    match field.kind {
        Kind::Text | Kind::Account => "string".to_owned(),
        Kind::Integer => "number".to_owned(),
        Kind::Flag => "Flag".to_owned(),
        Kind::List(item) => format!("{}[]", item.name),
    }
}

fn table(model: &Model) -> String {
    let row = |field: &Field| format!("| `{}` | `{}` |{} |\n", field.name, type_of(field), field.docs.concat());
    let rows: String = model.fields.iter().map(row).collect();
    format!("\n## {}\n\n| field 字段 | type 类型 | meaning 含义 |\n| --- | --- | --- |\n{rows}", model.name)
}

fn item(answer: Answer) -> Option<&'static str> {
    match answer {
        Answer::Any => None,
        Answer::One(model) | Answer::List(model) | Answer::Page(model) => Some(model.name),
    }
}

fn method(endpoint: &Endpoint) -> String {
    let is_required = endpoint.params.iter().any(|param| param.required);
    let optional = if is_required { "" } else { "?" };
    let answer = match endpoint.answer {
        Answer::Any => "PolyvPromise<unknown>".to_owned(),
        Answer::One(model) => format!("PolyvPromise<{}>", model.name),
        Answer::List(model) => format!("PolyvPromise<List<{}>>", model.name),
        Answer::Page(model) => format!("PageList<{}>", model.name),
    };
    let source = format!(" `{} {}`", endpoint.method.as_str(), endpoint.path);
    let docs = comment("  ", endpoint.docs, &["", &source]);
    let (name, params) = (endpoint.name, params_name(endpoint));
    format!("{docs}  {name}(params{optional}: {params}, options?: RequestOptions): {answer};\n")
}

fn params(endpoint: &Endpoint) -> String {
    let fields: String = endpoint.params.iter().map(param).collect();
    let (name, params) = (endpoint.name, params_name(endpoint));
    format!("\n/** Parameters of `{name}`. */\nexport interface {params} {{\n{fields}}}\n")
}

fn params_name(endpoint: &Endpoint) -> String {
    format!("{}{}Params", endpoint.name[..1].to_uppercase(), &endpoint.name[1..])
}

fn param(param: &Param) -> String {
    let ty = match param.kind {
        ParamKind::Text => "string",
        ParamKind::Digits => "string | number",
        ParamKind::OneToThousand => "number",
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
