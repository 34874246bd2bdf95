internal import Foundation
internal import HummingbirdCore
internal import HummingbirdTLS
internal import NIOCore
internal import NIOSSL

extension ServerSettings {
    /// What a connection passes through before its requests are answered.
    ///
    /// - Throws: `ServerFailure`.
    func builder() throws -> HTTPServerBuilder {
        let requestTime = TimeAmount.milliseconds(Int64(requestSeconds * 1000))
        let idleTime = TimeAmount.milliseconds(Int64(idleSeconds * 1000))
        let base = HTTPServerBuilder.http1(
            configuration: .init(
                additionalChannelHandlers: [
                    ConnectionGuard(requestTime: requestTime, answerTime: idleTime)
                ],
                idleTimeout: idleTime,
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: 16 << 10, maxHeaderListSize: 32 << 10, maxHeaderFieldCount: 100)))
        guard let tls else { return base }
        return try .tls(base, tlsConfiguration: Self.configuration(tls))
    }

    private static func configuration(_ files: ServerSettings.TLSFiles) throws -> TLSConfiguration {
        func read<Value>(_ file: String, _ body: () throws -> Value) throws -> Value {
            guard FileManager.default.isReadableFile(atPath: file) else {
                throw ServerFailure.tls(file: file, cause: "the file can't be read")
            }
            do { return try body() } catch {
                throw ServerFailure.tls(file: file, cause: "it is no PEM file of the right kind")
            }
        }
        let chain = try read(files.certificate) { try NIOSSLCertificate.fromPEMFile(files.certificate) }
        let key = try read(files.key) { try NIOSSLPrivateKey(file: files.key, format: .pem) }
        return .makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
    }
}
