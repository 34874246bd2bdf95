/// The function between two layers of a network. Raw values are the names in a sweep file.
public enum Activation: String, Sendable, Equatable, CaseIterable {
    /// max(0, z).
    case relu
    case tanh
    /// 1 / (1 + e^−z).
    case sigmoid
    /// z · Φ(z) in its tanh form: z/2 · (1 + tanh(√(2/π) · (z + 0.044715 z³))) (Hendrycks and Gimpel 2016).
    case gelu
}
