namespace Platform.Contracts.Identity;

/// <summary>
/// A session ended before its time: sign-out, password change, reuse of a refresh token, a locked account.
/// Access tokens of it are refused at the gateway and its sockets are closed.
/// </summary>
public sealed record SessionRevoked(Guid SessionId, long UserId, string Reason, DateTimeOffset OccurredAt);
