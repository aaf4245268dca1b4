using Platform.DeviceRegistry.Commands;
using Platform.DeviceRegistry.Configuration;
using Platform.DeviceRegistry.DeviceTypes;
using Platform.DeviceRegistry.Groups;
using Platform.DeviceRegistry.Licenses;
using Platform.DeviceRegistry.Schedules;
using Platform.DeviceRegistry.State;
using Platform.ServiceDefaults.Hosting;

namespace Platform.DeviceRegistry.Control;

/// <summary>What it takes to command devices and to keep what they say.</summary>
internal static class ControlExtensions
{
    /// <summary>Reads the device types, so that a bad file ends the start, and adds stores, live events and rounds.</summary>
    public static void AddControl(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(DeviceTypeCatalog.Load(typeof(ControlExtensions).Assembly));
        builder.Services.AddSingleton<CommandStore>().AddSingleton<CommandQueries>().AddSingleton<LicenseStore>().AddSingleton<DeviceControl>();
        builder.Services.AddSingleton<StateQueries>().AddSingleton<LiveState>();
        builder.Services.AddSingleton<DeviceSettings>().AddSingleton<SettingChange>().AddSingleton<LiveConfig>().AddSingleton(new PosixTimeZones());
        builder.Services.AddSingleton<GroupStore>().AddSingleton<SceneStore>();
        builder.Services.AddSingleton<LiveCommands>().AddHostedService(services => services.GetRequiredService<LiveCommands>());
        builder.Services.AddSingleton<CommandExpiry>().AddHostedService<Rounds<CommandExpiry>>();
    }

    public static void MapControlRoutes(this IEndpointRouteBuilder routes)
    {
        routes.MapDeviceTypes();
        routes.MapControl();
        routes.MapCommands();
        routes.MapState();
        routes.MapConfig();
        routes.MapSchedules();
        routes.MapGroups();
        routes.MapScenes();
    }
}
