namespace Platform.Contracts.Identity;

/// <summary>
/// The vendor suspended a tenant. Comes after the <see cref="TenantProvisioned"/> of the same version, which carries the new
/// status to everybody; this one tells who, when and why. Of the two kinds the higher version says how it is.
/// </summary>
/// <param name="TenantId">Which tenant.</param>
/// <param name="Reason">Why, as the admin gave it, such as <c>payment_overdue</c>.</param>
/// <param name="Actor">Who: <c>user:12</c>.</param>
/// <param name="Version">The <see cref="TenantFacts.Version"/> of the change.</param>
/// <param name="OccurredAt">When.</param>
public sealed record TenantSuspended(int TenantId, string Reason, string Actor, long Version, DateTimeOffset OccurredAt);

/// <summary>The vendor serves a suspended tenant again; otherwise as <see cref="TenantSuspended"/>.</summary>
/// <param name="TenantId">Which tenant.</param>
/// <param name="Reason">Why, as the admin gave it, such as <c>payment_received</c>.</param>
/// <param name="Actor">Who: <c>user:12</c>.</param>
/// <param name="Version">The <see cref="TenantFacts.Version"/> of the change.</param>
/// <param name="OccurredAt">When.</param>
public sealed record TenantActivated(int TenantId, string Reason, string Actor, long Version, DateTimeOffset OccurredAt);
