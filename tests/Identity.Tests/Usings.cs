global using System.Net;
global using System.Net.Http.Json;
global using System.Text.Json;
global using Platform.ServiceDefaults.Security;
global using Platform.TestKit;
global using Shouldly;
global using Xunit;
