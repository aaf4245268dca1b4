using System.Text.Json;
using Platform.ServiceDefaults.Http;

namespace Platform.Demo;

/// <summary>An account of the demo.</summary>
internal sealed record DemoAccount(string Role, string Username, string Password, string? Tenant);

/// <summary>A device of the demo.</summary>
internal sealed record DemoDevice(string DeviceId, string Secret, string LicenseKey, string Tenant, string Pit, string Topic);

/// <summary>A controller of the demo's household.</summary>
internal sealed record DemoController(string DeviceId, string Secret, string Type, string Name, string Tenant);

/// <summary>Somebody who works in the demo's workshop.</summary>
internal sealed record DemoPerson(long UserId, string Name);

/// <summary>
/// What the demo has made so far, kept in <c>demo.json</c> (readable by its owner only) after each step: secrets are
/// shown once by the platform, and a second start must find them.
/// </summary>
internal sealed class DemoState
{
    private string file = "";

    /// <summary>Makes the creating requests repeatable when the run ends between a request and its record.</summary>
    public string RunKey { get; set; } = Guid.NewGuid().ToString("N");

    /// <summary>The tenant's number and code, once it is there.</summary>
    public int? TenantId { get; set; }

    /// <summary>Its code.</summary>
    public string TenantCode { get; set; } = "";

    /// <summary>Its MQTT account.</summary>
    public string MqttPassword { get; set; } = "";

    /// <summary>People.</summary>
    public List<DemoAccount> Accounts { get; set; } = [];

    /// <summary>The number of the workshop's owner.</summary>
    public long OwnerId { get; set; }

    /// <summary>The workshop's staff.</summary>
    public List<DemoPerson> Staff { get; set; } = [];

    /// <summary>Devices.</summary>
    public List<DemoDevice> Devices { get; set; } = [];

    /// <summary>The workshop's jobs.</summary>
    public List<long> Jobs { get; set; } = [];

    /// <summary>Whether its jobs of before are there.</summary>
    public bool HasPastJobs { get; set; }

    /// <summary>Whether its rules and its alerts of before are there.</summary>
    public bool HasAlerts { get; set; }

    /// <summary>Whether the vendor has units in stock.</summary>
    public bool HasStock { get; set; }

    /// <summary>Whether the household has set up what its devices do.</summary>
    public bool HasHabits { get; set; }

    /// <summary>The household's number and code, once it is there.</summary>
    public int? HouseholdId { get; set; }

    /// <summary>Its code.</summary>
    public string HouseholdCode { get; set; } = "";

    /// <summary>What the household has claimed.</summary>
    public List<DemoController> Controllers { get; set; } = [];

    /// <summary>Public key of leases (PEM).</summary>
    public string LeasePublicKey { get; set; } = "";

    public DemoAccount? Account(string role) => Accounts.Find(a => a.Role == role);

    public static DemoState Load(string folder)
    {
        var path = Path.Combine(folder, "demo.json");
        var state = File.Exists(path) ? JsonSerializer.Deserialize<DemoState>(File.ReadAllText(path), Json.Options)! : new DemoState();
        state.file = path;
        return state;
    }

    public void Save() => PrivateFile.Write(file, JsonSerializer.Serialize(this, Json.Options));
}

/// <summary>Files with secrets: complete or not there, readable by their owner only.</summary>
internal static class PrivateFile
{
    public static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var unfinished = path + ".part";
        File.Delete(unfinished);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(new FileStream(unfinished, options))) writer.Write(text);
        File.Move(unfinished, path, overwrite: true);
    }
}
