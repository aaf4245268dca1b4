using System.Text.Json;

namespace Platform.DeviceRegistry.Commands;

/// <summary>A command that is to be given.</summary>
/// <param name="Command">Such as <c>DISABLE</c>, or one of the device's type.</param>
/// <param name="Reason">Why, for the device and for people.</param>
/// <param name="CauseId">What asked for it, such as a license switch.</param>
internal sealed record NewCommand(string Command, string Reason, Guid? CauseId = null)
{
    /// <summary>The lease, with <c>LEASE</c>.</summary>
    public string? Lease { get; init; }

    /// <summary>Arguments, a JSON object.</summary>
    public JsonElement? Args { get; init; }

    /// <summary>Who gives it; null when the platform does by itself.</summary>
    public string? Actor { get; init; }

    /// <summary>What it sets; null for the platform's own commands, whose names say it.</summary>
    public string? Target { get; init; }

    /// <summary>How long the device may take it.</summary>
    public TimeSpan Ttl { get; init; } = CommandRules.Ttl;
}

/// <summary>A command that was given, and those that it replaced.</summary>
internal sealed record GivenCommand(Guid CommandId, IReadOnlyList<Guid> Superseded)
{
    /// <summary>All whose state is another now.</summary>
    public IEnumerable<Guid> Moved => [.. Superseded, CommandId];
}
