using RingCentral.Connect.Data.Connections;

namespace RingCentral.Connect.Vault.Rotation;

internal sealed partial class Rotator
{
    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "Connection {ConnectionId} rotated to generation {Generation}.")]
        public static partial void Rotated(ILogger logger, Guid connectionId, long generation);

        [LoggerMessage(2, LogLevel.Information, "Connection {ConnectionId} could not be rotated: {Failure} (request {RequestId}). Asking again in {Wait}.")]
        public static partial void Postponed(ILogger logger, Guid connectionId, string failure, string? requestId, TimeSpan wait);

        [LoggerMessage(3, LogLevel.Warning, "Connection {ConnectionId} is {State} because of {Reason}: {Failure} (request {RequestId}).")]
        public static partial void LeftActive(
            ILogger logger, Guid connectionId, ConnectionState state, StateReason reason, string failure, string? requestId);

        [LoggerMessage(4, LogLevel.Information, "A result for generation {Generation} of connection {ConnectionId} was overtaken.")]
        public static partial void Overtaken(ILogger logger, Guid connectionId, long generation);

        [LoggerMessage(6, LogLevel.Warning, "Connection {ConnectionId} seems to have ended ({Failure}), but the mass brake is on: it is not flagged.")]
        public static partial void HeldBack(ILogger logger, Guid connectionId, string failure);

        [LoggerMessage(7, LogLevel.Information, "The refresh token of connection {ConnectionId} was refused: {Failure} (request {RequestId}). Its JWT opens the next session.")]
        public static partial void RefreshRefused(ILogger logger, Guid connectionId, string failure, string? requestId);

        [LoggerMessage(5, LogLevel.Error, "The token pair of connection {ConnectionId} cannot be used. Nothing is flagged, nothing is erased.")]
        public static partial void CannotOpen(ILogger logger, Exception exception, Guid connectionId);
    }
}
