extension MLPConfiguration {
    func fit(_ request: FitRequest) -> FitEnd { .failed(reason: "mlp") }
}
