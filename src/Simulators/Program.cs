using Platform.Simulators.Messages;
using Platform.Simulators.Push;
using Platform.Simulators.Smtp;
using Platform.Simulators.Twilio;

// Stand-ins for paid providers, for development and tests only: they speak the provider's protocol and show what was sent.
var builder = WebApplication.CreateBuilder(args);
if (!builder.Environment.IsDevelopment()) throw new InvalidOperationException("The simulators run in Development only.");
builder.Services.AddHealthChecks();
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddOptions<SmtpOptions>().BindConfiguration("Smtp").Validate(o => o.Port is > 0 and < 65536, "Smtp__Port must be a free port, for example 2525.").ValidateOnStart();
builder.Services.AddOptions<TwilioOptions>().BindConfiguration("Twilio");
builder.Services.AddSingleton<SentMessages>().AddSingleton<Browsers>().AddHostedService<SmtpServer>();
builder.Services.AddHttpClient();
builder.Services.AddSingleton<TwilioCallbacks>().AddHostedService(p => p.GetRequiredService<TwilioCallbacks>());

var app = builder.Build();
app.MapHealthChecks("/health");
app.MapHealthChecks("/alive");
app.MapMessages();
app.MapTwilio();
app.MapPush();
app.Run();
