trilogue::protocol!("../diagnostics/yaml-syntax/bad-bracket.yaml");
trilogue::protocol!("../diagnostics/yaml-syntax/bad-brackets-text.yaml");
trilogue::protocol!("../diagnostics/yaml-syntax/bad-brackets-union.yaml");
trilogue::protocol!("../diagnostics/yaml-syntax/bad-brackets.yaml");
trilogue::protocol!("../diagnostics/yaml-syntax/bad-colon.yaml");
trilogue::protocol!("../diagnostics/yaml-syntax/bad-indent.yaml");
trilogue::protocol!("../diagnostics/yaml-syntax/bad-literals.yaml");
trilogue::protocol!("../diagnostics/yaml-syntax/bad-quote.yaml");
trilogue::protocol!("../diagnostics/yaml-syntax/bad-tab.yaml");

fn main() {}
