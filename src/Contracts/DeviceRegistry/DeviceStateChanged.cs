namespace Platform.Contracts.DeviceRegistry;

/// <summary>What a device says about its outputs and inputs, after every change and when it comes or goes.</summary>
/// <param name="DeviceId">The device.</param>
/// <param name="TenantId">Its owner's tenant; null while nobody has claimed it.</param>
/// <param name="Status"><c>online</c>, <c>offline</c> or <c>disabled</c>.</param>
/// <param name="State">The whole state as a JSON object, such as <c>{"25":"on"}</c>; <c>{}</c> when it never said one.</param>
/// <param name="Cause">What changed it: <c>command</c>, <c>button</c>, <c>schedule</c>, <c>input</c>, <c>presence</c>; null when it is not known.</param>
/// <param name="OccurredAt">When the platform heard of it.</param>
public sealed record DeviceStateChanged(string DeviceId, int? TenantId, string Status, string State, string? Cause, DateTimeOffset OccurredAt);
