import Foundation

/// Integrals of smooth functions over panels that are halved until the Gauss and Kronrod sums agree (Kronrod 1965, 7 and 15 points).
struct Quadrature {
    private static let points = [
        0.991455371120812639206854697526329, 0.949107912342758524526189684047851, 0.864864423359769072789712788640926,
        0.741531185599394439863864773280788, 0.586087235467691130294144691693361, 0.405845151377397166906606412076961,
        0.207784955007898467600689403773245,
    ]
    private static let kronrod = [
        0.022935322010529224963732008058970, 0.063092092629978553290700663189204, 0.104790010322250183839876322541518,
        0.140653259715525918745189590510238, 0.169004726639267902826583426598550, 0.190350578064785409913256402421014,
        0.204432940075298892414161999234649,
    ]
    private static let gauss = [
        0.129484966168869693270611432679082, 0.279705391489276667901467771423780, 0.381830050505118944950369775488975,
    ]

    /// The integrals of several functions at once from the first to the last of ascending `edges`, to about `tolerance` absolutely.
    ///
    /// - Parameter function: the values of all `count` functions at a point.
    static func integrals(
        of count: Int, over edges: [Double], tolerance: Double, _ function: (Double) -> [Double]
    ) -> [Double] {
        var sums = [Double](repeating: 0, count: count)
        let share = tolerance / Double(max(edges.count - 1, 1))
        for (lower, upper) in zip(edges, edges.dropFirst()) {
            add(lower, upper, tolerance: share, depth: 12, to: &sums, function)
        }
        return sums
    }

    private static func add(
        _ lower: Double, _ upper: Double, tolerance: Double, depth: Int, to sums: inout [Double],
        _ function: (Double) -> [Double]
    ) {
        let centre = (lower + upper) / 2
        let half = (upper - lower) / 2
        let middle = function(centre)
        var fine = middle.map { $0 * 0.209482141084727828012999174891714 }
        var coarse = middle.map { $0 * 0.417959183673469387755102040816327 }
        for (index, point) in points.enumerated() {
            for (place, pair) in zip(function(centre - half * point), function(centre + half * point)).enumerated() {
                fine[place] += kronrod[index] * (pair.0 + pair.1)
                if index % 2 == 1 { coarse[place] += gauss[index / 2] * (pair.0 + pair.1) }
            }
        }
        // The fine sum is far better than its distance to the coarse one.
        let isGood = zip(fine, coarse).allSatisfy { fine, coarse in
            let error = abs(fine - coarse) * half
            return error <= tolerance || error <= 1e-12 * abs(fine) * half
        }
        if isGood || depth == 0 {
            for place in sums.indices { sums[place] += fine[place] * half }
        } else {
            add(lower, centre, tolerance: tolerance / 2, depth: depth - 1, to: &sums, function)
            add(centre, upper, tolerance: tolerance / 2, depth: depth - 1, to: &sums, function)
        }
    }
}
