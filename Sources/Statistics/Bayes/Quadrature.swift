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

    /// The integral from the first to the last of ascending `edges`, to about `tolerance` absolutely.
    static func integral(over edges: [Double], tolerance: Double, _ function: (Double) -> Double) -> Double {
        zip(edges, edges.dropFirst()).reduce(0) { sum, edge in
            sum + panel(edge.0, edge.1, tolerance: tolerance / Double(max(edges.count - 1, 1)), depth: 12, function)
        }
    }

    private static func panel(
        _ lower: Double, _ upper: Double, tolerance: Double, depth: Int, _ function: (Double) -> Double
    ) -> Double {
        let centre = (lower + upper) / 2
        let half = (upper - lower) / 2
        let middle = function(centre)
        var fine = middle * 0.209482141084727828012999174891714
        var coarse = middle * 0.417959183673469387755102040816327
        for (index, point) in points.enumerated() {
            let pair = function(centre - half * point) + function(centre + half * point)
            fine += kronrod[index] * pair
            if index % 2 == 1 { coarse += gauss[index / 2] * pair }
        }
        // The fine sum is far better than its distance to the coarse one.
        let error = abs(fine - coarse) * half
        guard depth > 0, error > tolerance, error > 1e-12 * abs(fine) * half else { return fine * half }
        return panel(lower, centre, tolerance: tolerance / 2, depth: depth - 1, function)
            + panel(centre, upper, tolerance: tolerance / 2, depth: depth - 1, function)
    }
}
