console.log('shipshape');
