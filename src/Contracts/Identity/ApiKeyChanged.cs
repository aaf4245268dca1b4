namespace Platform.Contracts.Identity;

/// <summary>An API key was made. The key itself is in no message.</summary>
public sealed record ApiKeyCreated(Guid ApiKeyId, int TenantId, string Name, IReadOnlyList<string> Scopes, DateTimeOffset OccurredAt);

/// <summary>An API key may no longer be used; the gateway forgets it.</summary>
public sealed record ApiKeyRevoked(Guid ApiKeyId, int TenantId, DateTimeOffset OccurredAt);
