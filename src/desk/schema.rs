//! The JSON Schema of a brief (draft 2020-12), generated from the model's types and doc comments. Must not add
//! rules that the model does not have.

use std::borrow::Cow;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};

use crate::brief::Brief;
use crate::time::{DateOrTime, PartialDate, Timestamp};

/// The JSON Schema of a brief.
#[must_use]
pub fn schema() -> Value {
    let mut schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Brief>();
    if let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) {
        let description = "The address of this schema, for text editors; the widget ignores it.";
        properties.insert("$schema".to_owned(), json!({ "type": "string", "description": description }));
    }
    schema.to_value()
}

impl JsonSchema for Timestamp {
    fn schema_name() -> Cow<'static, str> {
        "Timestamp".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "format": "date-time",
            "description": "A date and time with its offset from UTC (RFC 3339).",
            "examples": ["2018-07-16T10:20:00Z", "2018-07-16T18:20:00+08:00"],
        })
    }
}

impl JsonSchema for DateOrTime {
    fn schema_name() -> Cow<'static, str> {
        "DateOrTime".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "anyOf": [{ "format": "date-time" }, { "format": "date" }],
            "description": "A date and time with its offset from UTC (RFC 3339), or a date alone.",
            "examples": ["2018-07-16T10:20:00Z", "2018-07-16"],
        })
    }
}

impl JsonSchema for PartialDate {
    fn schema_name() -> Cow<'static, str> {
        "PartialDate".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "pattern": "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$",
            "description": "A date known to the year, the month or the day.",
            "examples": ["2018", "2018-07", "2018-07-16"],
        })
    }
}
