namespace Platform.Contracts.Identity;

/// <summary>Something about an account changed; <see cref="Change"/> says what.</summary>
/// <param name="UserId">The account.</param>
/// <param name="TenantId">Its tenant, null for the vendor's own.</param>
/// <param name="Change"><c>password</c>, <c>contact</c>, <c>disabled</c> or <c>enabled</c>.</param>
/// <param name="OccurredAt">When.</param>
public sealed record UserChanged(long UserId, int? TenantId, string Change, DateTimeOffset OccurredAt);
