namespace Platform.Contracts.Identity;

/// <summary>Where to reach a person changed. Of each address the higher version wins; 0 is an address that is as it was when the account was made.</summary>
/// <param name="UserId">The account.</param>
/// <param name="TenantId">Its tenant, null for the vendor's own.</param>
/// <param name="Phone">As it was given; null when there is none any more.</param>
/// <param name="PhoneVersion">Grows with every change of <paramref name="Phone"/>.</param>
/// <param name="Email">Null when there is none any more.</param>
/// <param name="EmailVersion">Grows with every change of <paramref name="Email"/>.</param>
/// <param name="OccurredAt">When.</param>
public sealed record UserContactChanged(long UserId, int? TenantId, string? Phone, long PhoneVersion, string? Email, long EmailVersion, DateTimeOffset OccurredAt);
