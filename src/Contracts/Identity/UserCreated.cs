namespace Platform.Contracts.Identity;

/// <summary>A person got an account.</summary>
public sealed record UserCreated(long UserId, int? TenantId, string Username, string Role, DateTimeOffset OccurredAt);
