/// Which of StepSweep's databases a file is: how it is recognised, and what a person can do when it is damaged.
struct DatabaseRole: Sendable, Equatable {
    /// SQLite's `application_id`: it keeps us from writing into another program's file.
    let applicationID: Int
    /// What the file holds, for messages.
    let name: String
    /// What to do about a damaged file.
    let repair: String
    /// Whether each commit waits for the disk. Only what can be rebuilt may do without.
    let survivesPowerCut: Bool

    /// `results.sqlite`: everything in it also lies in the outcome records.
    static let results = DatabaseRole(
        applicationID: 0x5353_7265, name: "results",
        repair: "move it away and run the reducer again: it rebuilds the file from the outcome records",
        survivesPowerCut: false)

    /// `registry.sqlite`: promotions and aliases exist nowhere else.
    static let registry = DatabaseRole(
        applicationID: 0x5353_7267, name: "registry",
        repair: "restore it from a backup: a registry can't be rebuilt", survivesPowerCut: true)

    /// `traffic.sqlite`: what people did exists nowhere else.
    static let traffic = DatabaseRole(
        applicationID: 0x5353_7472, name: "traffic",
        repair: "restore it from a backup: what was seen once can't be seen again", survivesPowerCut: true)
}
