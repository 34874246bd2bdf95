internal import CPosix
internal import Foundation
internal import Glibc

extension ChildProcess {
    struct SpawnFailure: Error {
        let text: String
    }

    /// Starts the program with the three standard files and nothing else.
    func spawn(output: Int32, errors: Int32) -> Swift.Result<pid_t, SpawnFailure> {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, inputFile, O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_adddup2(&actions, errors, 2)
        if let folder { stepsweep_spawn_in_folder(&actions, folder) }

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        Self.configure(&attributes)

        var child: pid_t = 0
        let code = Self.withPointers(argv) { arguments in
            Self.withPointers(environment.map { "\($0.key)=\($0.value)" }) { variables in
                posix_spawnp(&child, argv[0], &actions, &attributes, arguments, variables)
            }
        }
        return code == 0 ? .success(child) : .failure(SpawnFailure(text: String(cString: strerror(code))))
    }

    /// A process group of its own, and the default for signals that we may ignore ourselves.
    private static func configure(_ attributes: inout posix_spawnattr_t) {
        var defaults = sigset_t()
        sigemptyset(&defaults)
        for signal in [SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGQUIT] { sigaddset(&defaults, signal) }
        var mask = sigset_t()
        sigemptyset(&mask)
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        posix_spawnattr_setsigmask(&attributes, &mask)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    }

    /// A null-terminated array of C strings, alive during `body`.
    private static func withPointers<Value>(
        _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Value
    ) -> Value {
        let pointers = texts.map { strdup($0) }
        defer { pointers.forEach { free($0) } }
        return body(pointers + [nil])
    }
}
