namespace Platform.DeviceRegistry.Factory;

/// <summary>A step that somebody reached who sets a device up; an attempt is one run of the wizard in one browser.</summary>
internal sealed record ReachedStep(Guid? AttemptId, string? SerialNumber, string? Step);

/// <summary>The steps of a set-up, in their order. Pure.</summary>
internal static class SetupSteps
{
    public const string Scanned = "scanned";

    public static IReadOnlyList<string> All { get; } = [Scanned, "signed_in", "validated", "wifi", "named", "done"];

    public static IEnumerable<(string Field, string Message)> Check(ReachedStep body)
    {
        if (body.AttemptId is null || body.AttemptId == Guid.Empty) yield return ("attempt_id", "must be a UUID, the same for all steps of an attempt");
        if (SerialNumber.Normalise(body.SerialNumber) is not { } serial || !SerialNumber.IsValid(serial)) yield return ("serial_number", "must be a serial number");
        if (body.Step is null || !All.Contains(body.Step, StringComparer.Ordinal)) yield return ("step", $"must be one of {string.Join(", ", All)}");
    }
}
