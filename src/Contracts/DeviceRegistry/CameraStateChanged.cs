namespace Platform.Contracts.DeviceRegistry;

/// <summary>A pit's camera has not answered for longer than it may, or it answers again.</summary>
/// <param name="PitId">The camera's pit.</param>
/// <param name="TenantId">Whose.</param>
/// <param name="PitCode">What the pit is called in topics, such as <c>pit1</c>.</param>
/// <param name="IsOffline">True when it does not answer.</param>
/// <param name="SilentSeconds">How long it has not answered.</param>
/// <param name="LimitSeconds">How long it may.</param>
/// <param name="Reason">Why it is no longer offline: <c>recovered</c>, or <c>removed</c> when there is no camera any more; null when it is.</param>
/// <param name="Version">Time of the change in ms; a lower one is old news.</param>
/// <param name="OccurredAt">When the platform found it.</param>
public sealed record CameraStateChanged(
    int PitId, int TenantId, string PitCode, bool IsOffline, int SilentSeconds, int LimitSeconds, string? Reason, long Version, DateTimeOffset OccurredAt);
