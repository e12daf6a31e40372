"""登记簿: which issue has which number, which were voided, where a seal was put."""
