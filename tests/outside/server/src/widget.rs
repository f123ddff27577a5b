//! What the widget knows, and what it makes of each message.

use trilogue::{Refusal, Secret};

use crate::portal::widget_to_portal::TopUpCredit;
use crate::portal::{PortalToWidget, WidgetToPortal};

/// The credit below which the widget asks for more.
const ENOUGH: f64 = 100.0;

/// What the widget was told so far.
#[derive(Debug, Default)]
pub struct Widget {
    token: Option<Secret<String>>,
    credit: f64,
}

impl Widget {
    /// Takes in a message of the portal. Gives what to write to the log, and what to answer.
    pub fn hear(&mut self, json: &str) -> (String, Option<String>) {
        match self.obey(json) {
            Ok((said, None)) => (said, None),
            Ok((said, Some(answer))) => match answer.encode() {
                Ok(json) => (said, Some(json)),
                Err(refusal) => (format!("cannot answer: {refusal}"), None),
            },
            Err(refusal) => (format!("not understood: {refusal}"), None),
        }
    }

    fn obey(&mut self, json: &str) -> Result<(String, Option<WidgetToPortal>), Refusal> {
        Ok(match PortalToWidget::decode_text(json)? {
            PortalToWidget::AccessToken(token) => {
                self.token = Some(token);
                ("signed in".to_owned(), None)
            }
            PortalToWidget::RemoveToken => {
                self.token = None;
                ("signed out".to_owned(), Some(WidgetToPortal::Login))
            }
            PortalToWidget::AppInfo(info) => (format!("the app is {info}"), None),
            PortalToWidget::CreditTopUpSuccess(top_up) => self.add(top_up.amount),
            PortalToWidget::SubscribedDetail(detail) => {
                let more = detail.extra.len();
                let id = detail.subscription_id;
                (format!("subscription {id}, and {more} more facts"), None)
            }
            PortalToWidget::Error(text) => (format!("the portal refused: {text}"), None),
            PortalToWidget::Unknown(message) => (format!("{} is not for us", message.name()), None),
            _ => ("noted".to_owned(), None),
        })
    }

    fn add(&mut self, amount: f64) -> (String, Option<WidgetToPortal>) {
        self.credit += amount;
        let wish = TopUpCredit {
            min_value: Some(ENOUGH - self.credit),
            ..TopUpCredit::default()
        };
        let is_short = self.token.is_some() && self.credit < ENOUGH;
        let answer = is_short.then_some(WidgetToPortal::TopUpCredit(Some(wish)));
        (format!("credit is {}", self.credit), answer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said and answered to each message in turn.
    fn talk(messages: &[&str]) -> Vec<(String, Option<String>)> {
        let mut widget = Widget::default();
        messages.iter().map(|json| widget.hear(json)).collect()
    }

    fn said(text: &str) -> (String, Option<String>) {
        (text.to_owned(), None)
    }

    #[test]
    fn the_portal_is_heard_and_answered() {
        let heard = talk(&[
            r#"{ "type": "portal.send.access_token", "message": "secret" }"#,
            r#"{ "type": "portal.send.credit_top_up_success", "message": { "amount": 12.5 } }"#,
            r#"{ "type": "portal.send.credit_top_up_success", "message": { "amount": 500 } }"#,
            r#"{ "type": "portal.send.subscribed_detail", "message": { "subscription_id": "a", "status": "active" } }"#,
            r#"{ "type": "portal.send.remove_token" }"#,
        ]);
        let wish = r#"{"type":"widget.request.top_up_credit","message":{"min_value":87.5}}"#;
        assert_eq!(
            heard,
            [
                said("signed in"),
                ("credit is 12.5".to_owned(), Some(wish.to_owned())),
                said("credit is 512.5"),
                said("subscription a, and 1 more facts"),
                (
                    "signed out".to_owned(),
                    Some(r#"{"type":"widget.request.login"}"#.to_owned())
                ),
            ]
        );
    }

    #[test]
    fn what_breaks_the_protocol_is_told_without_its_content() {
        let heard = talk(&[
            r#"{ "type": "portal.send.credit_top_up_success", "message": { "amount": "12" } }"#,
            r#"{ "type": "portal.send.access_token", "message": 1234 }"#,
            r#"{ "type": "portal.send.news" }"#,
            "{",
        ]);
        assert_eq!(
            heard,
            [
                said("not understood: /message/amount: expected a number (type)"),
                said("not understood: /message: expected text (type)"),
                said("portal.send.news is not for us"),
                said("not understood: expected JSON (json)"),
            ]
        );
    }
}
