internal import HTTPTypes
internal import NIOCore
internal import NIOHTTPTypes

/// Ends connections that stay too long in the middle of a request or don't take a large answer, and those whose answer says
/// `Connection: close`.
///
/// Idle connections and headers that never end are the HTTP server's own idle timeout.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let requestTime: TimeAmount
    private let answerTime: TimeAmount
    private var answerBytes = 0
    private var isReading = false
    private var isAnswering = false
    private var closesAfterAnswer = false
    private var deadline: Scheduled<Void>?

    /// How long a client that is still sending may read its answer before the connection ends.
    private static let farewell = TimeAmount.milliseconds(500)

    /// A smaller answer may wait in a connection for as long as that stays.
    private static let smallAnswerBytes = 64 << 10

    /// - Parameters:
    ///   - requestTime: from a request's head to its last byte.
    ///   - answerTime: until a large answer is taken.
    init(requestTime: TimeAmount, answerTime: TimeAmount) {
        self.requestTime = requestTime
        self.answerTime = answerTime
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            isReading = true
            isAnswering = false
        case .body: break
        case .end:
            isReading = false
            deadline?.cancel()
            deadline = nil
        }
        context.fireChannelRead(data)
    }

    /// Most requests come whole and need no clock.
    func channelReadComplete(context: ChannelHandlerContext) {
        if isReading, deadline == nil {
            deadline = context.eventLoop.assumeIsolated().scheduleTask(in: requestTime) { self.refuse(context) }
        }
        context.fireChannelReadComplete()
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(let head):
            isAnswering = true
            answerBytes = 0
            closesAfterAnswer = head.headerFields[.connection] == "close"
            context.write(data, promise: promise)
        case .body(let bytes):
            answerBytes += bytes.readableBytes
            context.write(data, promise: promise)
        case .end:
            let taken = answerBytes > Self.smallAnswerBytes ? limited(context, promise) : promise
            guard closesAfterAnswer else { return context.write(data, promise: taken) }
            context.writeAndFlush(data, promise: taken)
            if isReading {
                context.eventLoop.assumeIsolated().scheduleTask(in: Self.farewell) { context.close(promise: nil) }
            } else {
                context.close(promise: nil)
            }
        }
    }

    /// Ends the connection where the client doesn't take its answer in time.
    private func limited(
        _ context: ChannelHandlerContext, _ promise: EventLoopPromise<Void>?
    ) -> EventLoopPromise<Void> {
        let taken = promise ?? context.eventLoop.makePromise()
        let end = context.eventLoop.assumeIsolated().scheduleTask(in: answerTime) { context.close(promise: nil) }
        taken.futureResult.whenComplete { _ in end.cancel() }
        return taken
    }

    func handlerRemoved(context: ChannelHandlerContext) { deadline?.cancel() }

    func channelInactive(context: ChannelHandlerContext) {
        deadline?.cancel()
        context.fireChannelInactive()
    }

    private func refuse(_ context: ChannelHandlerContext) {
        deadline = nil
        guard isReading else { return }
        if !isAnswering {
            let answer = RequestProblem(
                408, "body", "the request did not come to its end in time",
                allowed: "\(requestTime.nanoseconds / 1_000_000_000) s (--request-timeout)", fix: "send it in one go"
            ).answer
            var fields = HTTPFields()
            fields[.connection] = "close"
            fields[.contentType] = "application/json"
            fields[.contentLength] = String(answer.body.count)
            context.write(
                wrapOutboundOut(.head(HTTPResponse(status: .init(code: answer.status), headerFields: fields))),
                promise: nil)
            context.write(wrapOutboundOut(.body(ByteBuffer(bytes: answer.body))), promise: nil)
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        }
        context.close(promise: nil)
    }
}

@available(*, unavailable)
extension ConnectionGuard: Sendable {}
