namespace Platform.Contracts.Identity;

/// <summary>A person's own account at the MQTT broker was made, changed or taken away. Higher version wins.</summary>
public sealed record UserMqttChanged(UserMqttFacts Account, DateTimeOffset OccurredAt);

/// <summary>With what a person's own MQTT client may follow the devices that the person sees.</summary>
/// <param name="UserId">The person; the user name at the broker is <c>user_{id}</c>.</param>
/// <param name="TenantId">The person's tenant; null for the vendor's own.</param>
/// <param name="Role">The person's role: an owner gets all devices of the tenant, others what was shared with them.</param>
/// <param name="SecretSha256">SHA-256 of the random password, lower-case hex; null when there is no account any more.</param>
/// <param name="Version">Grows with every change.</param>
public sealed record UserMqttFacts(long UserId, int? TenantId, string Role, string? SecretSha256, long Version);
