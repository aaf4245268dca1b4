using Microsoft.Extensions.Configuration;
using Platform.Demo;

var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
var options = DemoOptions.From(configuration);
using var platform = new PlatformClient(configuration);
try
{
    var state = DemoState.Load(options.Folder);
    if (options.Enabled)
    {
        await DemoTenant.EnsureAsync(platform, options, state);
        await DemoJobs.EnsureAsync(platform, state);
        await DemoHousehold.EnsureAsync(platform, options, state);
        await DemoDevices.EnsureAsync(platform, options, state);
    }

    SummaryFile.Write(options, state);
    return 0;
}
catch (Exception exception) when (exception is HttpRequestException or IOException or PlatformException or TaskCanceledException)
{
    await Console.Error.WriteLineAsync($"The demo data could not be made: {exception.Message}");
    return 1;
}
