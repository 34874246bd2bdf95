internal import JSON
internal import SweepModel

/// A product of two matrices, rows x inner · inner x columns: what BLAS can give to a GPU.
struct MatrixProduct: Sendable, Equatable {
    var rows: Double
    var inner: Double
    var columns: Double
    var isDouble: Bool

    var multiplyAdds: Double { rows * inner * columns }

    /// Whether a GPU is quicker than one core, the ways of the matrices included: an estimate, for which no GPU was measured.
    ///
    /// The factors and the result's old numbers go there, the result comes back.
    var gainsFromGPU: Bool {
        let numbers = rows * inner + inner * columns + 2 * rows * columns
        let sending = numbers * (isDouble ? 8 : 4) / Self.busBytesPerSecond
        let core = multiplyAdds / (isDouble ? CostModel.doubleRate : CostModel.singleRate)
        let gpu = multiplyAdds / (isDouble ? Self.gpuDoubleRate : Self.gpuSingleRate)
        return core > Self.callSeconds + sending + gpu
    }

    /// Such as `32 x 64 x 10`: rows, inner, columns.
    var sides: String {
        [rows, inner, columns].map { Int(exactly: $0.rounded()).map(\.grouped) ?? "very many" }.joined(separator: " x ")
    }
}

// MARK: Assumptions: an NVIDIA T4's data sheet, and PCI Express 3 with 16 lanes from memory that is not pinned.

extension MatrixProduct {
    static let busBytesPerSecond = 6e9
    /// Multiply-adds a second.
    static let gpuSingleRate = 4e12
    static let gpuDoubleRate = 0.12e12
    /// Seconds of a call, however small the product.
    static let callSeconds = 5e-5
}

// MARK: Trainers

extension CostModel {
    /// The product of a built-in trainer's fit with the most multiply-adds; `nil` where nothing is known.
    func largestProduct(of parameters: JSON) -> MatrixProduct? {
        guard case .builtIn(let fits) = work else { return nil }
        switch parameters["trainer"]?.string {
        case "ridge":
            let side = min(fits.rows, fits.features)
            return MatrixProduct(
                rows: side, inner: max(fits.rows, fits.features), columns: side, isDouble: true)
        case "softmax": return softmaxProduct(fits, TrialSettings(parameters, of: .softmax))
        case "mlp":
            let settings = TrialSettings(parameters, of: .mlp)
            return batchProduct(fits, settings, widths: [fits.features] + settings.widths("hidden") + [fits.outputs])
        default: return nil
        }
    }

    private func softmaxProduct(_ fits: Fits, _ settings: TrialSettings) -> MatrixProduct? {
        guard settings["optimizer"]?.string == "lbfgs" else {
            return batchProduct(fits, settings, widths: [fits.features, fits.outputs])
        }
        return MatrixProduct(rows: fits.rows, inner: fits.features, columns: fits.outputs, isDouble: true)
    }

    /// Of one batch through the widest pair of layers.
    private func batchProduct(_ fits: Fits, _ settings: TrialSettings, widths: [Double]) -> MatrixProduct? {
        let batch = min(settings.number("batch_size"), fits.rows)
        return zip(widths, widths.dropFirst()).max { $0.0 * $0.1 < $1.0 * $1.1 }.map {
            MatrixProduct(rows: batch, inner: $0.0, columns: $0.1, isDouble: false)
        }
    }
}
