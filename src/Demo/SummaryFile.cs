using System.Text.Json;
using Platform.ServiceDefaults.Http;

namespace Platform.Demo;

/// <summary>Writes <c>summary.json</c>: every address and account that somebody needs to begin.</summary>
internal static class SummaryFile
{
    public static void Write(DemoOptions options, DemoState state)
    {
        DemoAccount[] accounts =
        [
            new("admin", "admin", options.AdminPassword, null),
            .. state.Accounts,
            .. state.TenantCode.Length > 0 ? [new DemoAccount("mqtt", state.TenantCode, state.MqttPassword, state.TenantCode)] : Array.Empty<DemoAccount>(),
        ];
        PrivateFile.Write(Path.Combine(options.Folder, "summary.json"), JsonSerializer.Serialize(new
        {
            web = options.Web,
            api = options.Api,
            mqtt = options.Mqtt,
            mqtts = options.Mqtts,
            amqp_management = options.Management,
            accounts,
            devices = options.Enabled ? state.Devices.Take(options.Devices) : [],
            controllers = options.Enabled ? state.Controllers : [],
        }, Json.Options));
    }
}
