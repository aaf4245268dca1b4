using Platform.DeviceRegistry.Control;
using Platform.ServiceDefaults.Security;

namespace Platform.DeviceRegistry.Groups;

/// <summary>What became of each of several commands.</summary>
internal sealed record GivenCommands(IReadOnlyList<GivenToDevice> Items);

/// <summary>A device's command, or why it got none.</summary>
internal sealed record GivenToDevice(string DeviceId, Guid? CommandId, ControlError? Error);

/// <summary>The problem's code and what to do.</summary>
internal sealed record ControlError(string Code, string Detail);

/// <summary>Gives commands to several devices one after the other; what one does not take does not hold up the others.</summary>
internal static class GivenTogether
{
    public static async Task<GivenCommands> GiveAllAsync(this DeviceControl control, Caller caller, IEnumerable<(string DeviceId, ControlDevice Body)> commands, CancellationToken ct)
    {
        var given = new List<GivenToDevice>();
        foreach (var (deviceId, body) in commands)
        {
            var outcome = await control.GiveAsync(caller, deviceId, body, ct);
            var problem = outcome.Problem?.ProblemDetails;
            given.Add(new(deviceId, outcome.CommandId, problem is null ? null : new ControlError(problem.Type!, problem.Detail!)));
        }

        return new(given);
    }
}
