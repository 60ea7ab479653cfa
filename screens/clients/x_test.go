package clients
import ("testing";"context";"rapport/app/desk";"fmt")
func TestX(t *testing.T){
 st:=newStand(t,"ru",func(d *desk.Desk) error { if err:=d.Demo(context.Background(),"ru");err!=nil {return err}; return nil})
 _ = context.Background
 for _,o:=range st.filters.object.Objects { fmt.Println(o.MinSize(), o.Size(), o.Position()) }
 st.window.Canvas().Focus(st.filters.text); st.types("ооо")
 for _,o:=range st.filters.object.Objects { fmt.Println(o.MinSize(), o.Size(), o.Position()) }
}
