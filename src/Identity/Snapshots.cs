namespace Platform.Identity;

/// <summary>Pages of the snapshots from which other services fill their copies.</summary>
internal static class Snapshots
{
    /// <summary>1,000 unless fewer are asked for.</summary>
    public static int Limit(int? asked) => Math.Clamp(asked ?? 1000, 1, 1000);
}
