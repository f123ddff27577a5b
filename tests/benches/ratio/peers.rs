//! The messages as people write them by hand for serde.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "type", content = "message")]
pub enum PortalToWidget {
    #[serde(rename = "portal.send.access_token")]
    AccessToken(String),
    #[serde(rename = "portal.send.remove_token")]
    RemoveToken,
    #[serde(rename = "portal.send.app_info")]
    AppInfo(Json),
    #[serde(rename = "portal.send.source_link_id")]
    SourceLinkId(SourceLinkId),
    #[serde(rename = "portal.send.link_message")]
    LinkMessage(String),
    #[serde(rename = "portal.send.credit_top_up_success")]
    CreditTopUpSuccess(CreditTopUpSuccess),
    #[serde(rename = "portal.send.subscribed_detail")]
    SubscribedDetail(SubscribedDetail),
    #[serde(rename = "portal.response.ok")]
    Ok(String),
    #[serde(rename = "portal.response.error")]
    Error(String),
}

#[derive(Debug, Serialize, Deserialize)]
pub struct SourceLinkId {
    source_link_id: String,
    link_detail: BTreeMap<String, Json>,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct CreditTopUpSuccess {
    amount: f64,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct SubscribedDetail {
    subscription_id: String,
    #[serde(flatten)]
    extra: BTreeMap<String, Json>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "type", content = "message")]
pub enum WidgetToPortal {
    #[serde(rename = "WIDGET_READY")]
    WidgetReady,
    #[serde(rename = "widget.request.login")]
    Login,
    #[serde(rename = "widget.request.to_profile")]
    ToProfile,
    #[serde(rename = "widget.request.send_token")]
    SendToken,
    #[serde(rename = "widget.request.top_up")]
    TopUp,
    #[serde(rename = "widget.request.top_up_credit")]
    TopUpCredit(TopUpCredit),
    #[serde(rename = "widget.request.logout")]
    Logout,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct TopUpCredit {
    #[serde(skip_serializing_if = "Option::is_none")]
    min_value: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quick_values: Option<Vec<f64>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    callback_url: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "type", content = "data", rename_all = "snake_case")]
pub enum HostToWidget {
    Flag(bool),
    Count(i64),
    Ratio(f64),
    Anything(Json),
    Link(String),
    Words(Vec<String>),
    Table(BTreeMap<String, f64>),
    Grid(Vec<Vec<i64>>),
    Draw(Shape),
    Label(Option<String>),
    Everything(Everything),
}

#[derive(Debug, Serialize, Deserialize)]
pub struct Point {
    x: f64,
    y: f64,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct Shape {
    corners: Vec<Point>,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
#[allow(clippy::option_option, reason = "an absent key and null differ")]
pub struct Everything {
    required: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    absent: Option<String>,
    nullable: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    both: Option<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    point: Option<Point>,
    points: BTreeMap<String, Vec<Point>>,
    inner: Inner,
    rows: Vec<Row>,
    labelled: BTreeMap<String, Option<String>>,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct Inner {
    deep: Deep,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct Deep {
    value: Json,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct Row {
    id: i64,
}
