trilogue::protocol!("../diagnostics/indistinguishable/bad-answers.yaml");
trilogue::protocol!("../diagnostics/indistinguishable/bad-arguments.yaml");
trilogue::protocol!("../diagnostics/indistinguishable/bad-channels.yaml");
trilogue::protocol!("../diagnostics/indistinguishable/bad-constant.yaml");
trilogue::protocol!("../diagnostics/indistinguishable/bad-forms.yaml");
trilogue::protocol!("../diagnostics/indistinguishable/bad-key.yaml");
trilogue::protocol!("../diagnostics/indistinguishable/bad-name.yaml");
trilogue::protocol!("../diagnostics/indistinguishable/bad-null.yaml");
trilogue::protocol!("../diagnostics/indistinguishable/bad-payloads.yaml");
trilogue::protocol!("../diagnostics/indistinguishable/bad-shared-name.yaml");
trilogue::protocol!("../diagnostics/indistinguishable/bad-shared-outside.yaml");

fn main() {}
