/// How minibatch training turns gradients into steps. Raw values are the names in a sweep file.
public enum Optimizer: String, Sendable, Equatable, CaseIterable {
    /// w −= rate · g.
    case sgd
    /// v = momentum · v − rate · g; w += v.
    case momentum
    /// As `momentum`, but looks ahead: w += momentum · v − rate · g with the new v (Sutskever et al. 2013, as
    /// scikit-learn has it).
    case nesterov
    /// Divides by a running root mean square, decay 0.9 (Hinton 2012).
    case rmsprop
    /// Kingma and Ba 2015; decays 0.9 and 0.999, epsilon 1e-8.
    case adam
    /// Adam with `l2` as decoupled weight decay: w −= rate · l2 · w (Loshchilov and Hutter 2019).
    case adamw
}
