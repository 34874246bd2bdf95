/// What a network's loss compares its outputs with, one entry a row.
enum NetworkTarget<Scalar: TrainingScalar> {
    case classes([Int32])
    case values([Scalar])
}
